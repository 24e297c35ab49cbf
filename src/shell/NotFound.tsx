import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { PageTitle } from '../ui/PageTitle'
import { ScopedLink } from '../ui/ScopedLink'

export function NotFound() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  return (
    <>
      <PageTitle title={t('notFound.title')} />
      <p>{t('notFound.text', { path: pathname })}</p>
      <p>
        <ScopedLink to="/clusters">{t('notFound.action')}</ScopedLink>
      </p>
    </>
  )
}
