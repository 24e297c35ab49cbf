import { useTranslation } from 'react-i18next'
import css from '../change/change.module.css'

/** Warns that the cluster or namespace would refuse the change. */
export function BlockedNotice({ reason }: { reason: string | undefined }) {
  const { t } = useTranslation('spec')
  if (reason === undefined) return null
  return (
    <div className={css.notice} role="status">
      <h3>{t('forbidden.title', { reason })}</h3>
      <p>{t('forbidden.text')}</p>
    </div>
  )
}
