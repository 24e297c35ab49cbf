import { useTranslation } from 'react-i18next'
import css from '../change/change.module.css'

/** Says beforehand that the cluster or the namespace will not take what is being entered. */
export function Forbidden({ reason }: { reason: string | undefined }) {
  const { t } = useTranslation('spec')
  if (reason === undefined) return null
  return (
    <div className={css.notice} role="status">
      <h3>{t('forbidden.title', { reason })}</h3>
      <p>{t('forbidden.text')}</p>
    </div>
  )
}
