import { useTranslation } from 'react-i18next'
import { type Mark, signs } from '../../../ui/chart/model/mark'
import css from '../monitoring.module.css'
import { useTimeWords } from '../time/useTimeWords'

/** The events marked on the charts as a list, newest first. */
export function MarkList({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation('monitoring')
  const words = useTimeWords()
  if (marks.length === 0) return null
  return (
    <>
      <h2 className={css.section}>{t('happened')}</h2>
      <ul className={css.marks}>
        {marks
          .toReversed()
          .slice(0, 50)
          .map(({ at, kind, text }) => (
            <li key={`${at} ${kind} ${text}`}>
              <span aria-hidden>{signs[kind]}</span>
              <time dateTime={new Date(at).toISOString()}>{words.moment(at)}</time>
              <span>
                {t(`mark.${kind}`)} {text}
              </span>
            </li>
          ))}
      </ul>
    </>
  )
}
