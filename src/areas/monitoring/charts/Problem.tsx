import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { useDescribeError } from '../../../ui/feedback/describeError'
import css from '../monitoring.module.css'
import type { RangeProblem } from '../time/range'

/** Monitoring error codes that concern the requested range or resource. */
const known = ['502', '503', '507', '509', '513'] as const

const codeOf = (error: Error) =>
  error instanceof ApiError ? known.find((one) => `-${one}` === String(error.code)) : undefined

/** An error shown in place of a chart, about its range or its resource. */
export function Problem({
  thing,
  what,
}: {
  thing: string
  what: RangeProblem | 'goneContainer' | Error
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
  const words = explain(what, thing)
  return (
    <div className={css.problem} role="note">
      <strong>{code ? t(`problem.c${code}.what`, { thing }) : words.what}</strong>
      {code ? t(`problem.c${code}.next`) : words.next}
      {words.small && <div className={css.small}>{words.small}</div>}
    </div>
  )
}
