import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { LocationLink } from '../ui/page/LocationLink'
import { PageTitle } from '../ui/page/PageTitle'

export function NotFound() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  return (
    <>
      <PageTitle title={t('notFound.title')} />
      <p>{t('notFound.text', { path: pathname })}</p>
      <p>
        <LocationLink to="/clusters">{t('notFound.action')}</LocationLink>
      </p>
    </>
  )
}
