import { useTranslation } from 'react-i18next'
import css from './FormPage.module.css'

/** Warns that the form can't be submitted now, e.g. because of the status of its cluster. */
export function BlockedNotice({ reason }: { reason: string | undefined }) {
  const { t } = useTranslation()
  if (reason === undefined) return null
  return (
    <div className={css.notice} role="status">
      <h2>{t('form.blocked', { reason })}</h2>
      <p>{t('form.blockedText')}</p>
    </div>
  )
}
