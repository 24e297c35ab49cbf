import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { useDescribeError } from '../../../ui/feedback/describeError'
import css from '../monitoring.module.css'
import type { RangeProblem } from '../time/range'

/** The API's own codes of monitoring that say something about what was asked for. */
const known = ['502', '503', '507', '509', '513'] as const

const codeOf = (error: Error) =>
  error instanceof ApiError ? known.find((one) => `-${one}` === String(error.code)) : undefined

/** What is wrong with a chart, in its place: with the range, or with what was measured. */
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
