import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCloudLocation, withLocation } from '../../api/session/location'
import { useSession } from '../../api/session/session'
import { EmptyState } from '../../ui/feedback/EmptyState'

/**
 * Shown for a link to an account or region outside the user's scope, rather than falling back to
 * another one.
 */
export function UnknownLocation() {
  const { t } = useTranslation('shell')
  const { session } = useSession()
  const { account, region } = useCloudLocation()
  const firstAccount = session?.accounts.find((candidate) => candidate.regions.length > 0)
  const target = { account: firstAccount?.name ?? '', region: firstAccount?.regions[0] ?? '' }
  if (!firstAccount) return <EmptyState title={t('noAccounts')} text={t('noAccountsText')} />
  return (
    <EmptyState
      title={t('unknownLocation')}
      text={t('unknownLocationText', { account, region })}
      action={<Link to={withLocation('/clusters', target)}>{t('useOther', target)}</Link>}
    />
  )
}
