import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnavailable } from '../../api/session/available'
import { useCloudLocation } from '../../api/session/location'
import { useSession } from '../../api/session/session'
import type { ActionName } from '../../contract/index'

/** Why this user may not change anything in the page's account; undefined: they may. */
export function useReadOnly(): string | undefined {
  const { t } = useTranslation()
  const { session } = useSession()
  const { account } = useCloudLocation()
  const role = session?.role ?? 'viewer'
  if (role === 'viewer') return t('needsRole', { role: t(`role.${role}`) })
  if (session?.readOnly) return t('mayOnlyLook')
  const isClosed = session?.accounts.some((one) => one.name === account && one.readOnly)
  return isClosed ? t('accountReadOnly', { name: account }) : undefined
}

/** Why an action is not available in the page's account, in words; undefined: it is. */
export function useUnavailableReason(): (action: ActionName) => string | undefined {
  const { t } = useTranslation('unavailable')
  const reasonOf = useUnavailable()
  return useCallback(
    (action) => {
      const reason = reasonOf(action)
      return reason && t(`reason.${reason}`)
    },
    [reasonOf, t],
  )
}

/**
 * Why this user cannot call a write in the page's account, in words; undefined: they can. What the
 * account does not answer comes first, since no role changes it.
 */
export function useMayNotCall(): (action: ActionName) => string | undefined {
  const readOnly = useReadOnly()
  const unavailable = useUnavailableReason()
  return useCallback((action) => unavailable(action) ?? readOnly, [unavailable, readOnly])
}

/** The same for a place that needs one action. */
export const useMayNot = (action: ActionName): string | undefined => useMayNotCall()(action)
