import { useTranslation } from 'react-i18next'
import { useCloudLocation } from '../../api/session/location'
import { useSession } from '../../api/session/session'

/** Why the user may not change anything in the page's account; undefined if they may. */
export function useMayNot(): string | undefined {
  const { t } = useTranslation()
  const { session } = useSession()
  const { account } = useCloudLocation()
  const role = session?.role ?? 'viewer'
  if (role === 'viewer') return t('needsRole', { role: t(`role.${role}`) })
  if (session?.readOnly) return t('mayOnlyLook')
  const isClosed = session?.accounts.some((one) => one.name === account && one.readOnly)
  return isClosed ? t('accountReadOnly', { name: account }) : undefined
}
