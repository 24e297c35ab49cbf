import { useTranslation } from 'react-i18next'
import { useCloudLocation } from '../../../../api/session/location'
import { useSession } from '../../../../api/session/session'

/** Why this user may not deploy services that control the node; undefined if allowed. */
export function useHostReason(): string | undefined {
  const { t } = useTranslation('rules')
  const { session } = useSession()
  const { account } = useCloudLocation()
  const isRefused = session?.accounts.some(
    (candidate) => candidate.name === account && candidate.noHostAccess,
  )
  return isRefused ? t('hostAccess') : undefined
}
