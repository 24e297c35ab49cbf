import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnavailable } from '../../api/session/available'
import { useCloudLocation } from '../../api/session/location'
import { useSession } from '../../api/session/session'
import type { ActionName } from '../../contract/index'

/**
 * Returns the translated reason why this user cannot change the page's account; undefined if the
 * user can.
 */
export function useReadOnlyReason(): string | undefined {
  const { t } = useTranslation()
  const { session } = useSession()
  const { account } = useCloudLocation()
  const role = session?.role ?? 'viewer'
  if (role === 'viewer') return t('needsRole', { role: t(`role.${role}`) })
  if (session?.readOnly) return t('readOnlyUser')
  const isClosed = session?.accounts.some(
    (candidate) => candidate.name === account && candidate.readOnly,
  )
  return isClosed ? t('accountReadOnly', { name: account }) : undefined
}

/**
 * Returns the translated reason why the page's account does not support an action; undefined if it
 * does.
 */
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
 * Returns a function for the translated reason why this user cannot call a write in the page's
 * account; undefined if the user can. A feature that the account lacks takes precedence, because no
 * role changes that.
 */
export function useForbiddenReasons(): (action: ActionName) => string | undefined {
  const readOnly = useReadOnlyReason()
  const unavailable = useUnavailableReason()
  return useCallback((action) => unavailable(action) ?? readOnly, [unavailable, readOnly])
}

/** `useForbiddenReasons` for a single action. */
export const useForbiddenReason = (action: ActionName): string | undefined =>
  useForbiddenReasons()(action)
