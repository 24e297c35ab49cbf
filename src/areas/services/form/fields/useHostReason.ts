import { useTranslation } from 'react-i18next'
import { useCloudLocation } from '../../../../api/session/location'
import { useSession } from '../../../../api/session/session'

/** Why this user may not deploy what controls the node; undefined if they may. */
export function useHostReason(): string | undefined {
  const { t } = useTranslation('rules')
  const { session } = useSession()
  const { account } = useCloudLocation()
  const isRefused = session?.accounts.some((one) => one.name === account && one.noHostAccess)
  return isRefused ? t('hostAccess') : undefined
}
