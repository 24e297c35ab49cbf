import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { useDescribeError } from '../../../ui/feedback/describeError'
import css from '../monitoring.module.css'
import type { InvalidRangeReason } from '../time/range'

/** Monitoring error codes that concern the requested range or resource. */
const knownCodes = ['502', '503', '507', '509', '513'] as const

const codeOf = (error: Error) =>
  error instanceof ApiError
    ? knownCodes.find((code) => `-${code}` === String(error.code))
    : undefined

/** An error shown in place of a chart, about its range or its resource. */
export function ChartError({
  thing,
  what,
}: {
  thing: string
  what: InvalidRangeReason | 'goneContainer' | Error
}) {
  const { t } = useTranslation('monitoring')
  const explain = useDescribeError()
  if (!(what instanceof Error)) {
    return (
      <div className={css.problem} role="note">
        <strong>{t(`problem.${what}.what`)}</strong>
        {t(`problem.${what}.next`)}
      </div>
    )
  }
  const code = codeOf(what)
  const explanation = explain(what, thing)
  return (
    <div className={css.problem} role="note">
      <strong>{code ? t(`problem.c${code}.what`, { thing }) : explanation.what}</strong>
      {code ? t(`problem.c${code}.next`) : explanation.next}
      {explanation.small && <div className={css.small}>{explanation.small}</div>}
    </div>
  )
}
