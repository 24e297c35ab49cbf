import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { useSession } from '../../api/session/session'
import { PageTitle } from '../../ui/page/PageTitle'
import { RouteTabs } from '../../ui/page/RouteTabs'

/** Layout of /settings: preferences, security, accounts, and users for administrators. */
export function SettingsLayout() {
  const { t } = useTranslation('shell')
  const { session } = useSession()
  const tabs = [
    { segment: '', label: t('settings.general') },
    { segment: 'security', label: t('settings.security') },
    { segment: 'sessions', label: t('settings.sessions') },
    { segment: 'tokens', label: t('settings.tokens') },
    { segment: 'accounts', label: t('settings.accounts') },
    ...(session?.role === 'admin' ? [{ segment: 'users', label: t('settings.users') }] : []),
  ]
  return (
    <>
      <PageTitle title={t('settings.title')} />
      <RouteTabs base="/settings" tabs={tabs} label={t('settings.title')} />
      <Outlet />
    </>
  )
}
