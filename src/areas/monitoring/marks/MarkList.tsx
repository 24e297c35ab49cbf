import { useTranslation } from 'react-i18next'
import { type Mark, markSymbols } from '../../../ui/chart/model/mark'
import css from '../monitoring.module.css'
import { useTimeFormats } from '../time/useTimeFormats'

/** The events marked on the charts as a list, newest first. */
export function MarkList({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation('monitoring')
  const timeFormats = useTimeFormats()
  if (marks.length === 0) return null
  return (
    <>
      <h2 className={css.section}>{t('happened')}</h2>
      <ul className={css.marks}>
        {marks
          .toReversed()
          .slice(0, 50)
          .map(({ at, until, kind, text }) => (
            <li key={`${at} ${kind} ${text}`}>
              <span aria-hidden>{markSymbols[kind]}</span>
              <time dateTime={new Date(at).toISOString()}>
                {until === undefined
                  ? timeFormats.moment(at)
                  : timeFormats.span({ from: at, to: until })}
              </time>
              <span>
                {t(`mark.${kind}`)} {text}
              </span>
            </li>
          ))}
      </ul>
    </>
  )
}
