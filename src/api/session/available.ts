import { useCallback } from 'react'
import type { ActionName } from '../../contract/index'
import {
  type UnavailableReason,
  unavailableCode,
  unavailableMessages,
  unavailableReasons,
} from '../../contract/rules/unavailable'
import { publicCodes } from '../../contract/tables/publicCodes'
import { ApiError } from '../client/error'
import { useCloudLocation } from './location'
import { useSession } from './session'

/** Why the backend of the page's account does not answer an action; undefined if it does. */
export type UnavailableReasonOf = (action: string) => UnavailableReason | undefined

/**
 * Returns the unavailable actions of the page's account, by reason, in the order of the reasons.
 */
export function useUnavailableActions(): readonly {
  reason: UnavailableReason
  names: readonly string[]
}[] {
  const { session } = useSession()
  const { account } = useCloudLocation()
  const answered = session?.accounts.find((candidate) => candidate.name === account)?.actions ?? {}
  return unavailableReasons.flatMap((reason) => {
    const names = Object.keys(answered).filter((name) => answered[name] === reason)
    return names.length > 0 ? [{ reason, names }] : []
  })
}

/**
 * Returns the reasons of the page's account. An action is available in all regions of an account or
 * in none.
 */
export function useUnavailable(): UnavailableReasonOf {
  const { session } = useSession()
  const { account } = useCloudLocation()
  const actions = session?.accounts.find((candidate) => candidate.name === account)?.actions
  return useCallback(
    (action) => {
      const answered = actions?.[action]
      return answered === true ? undefined : answered
    },
    [actions],
  )
}

/**
 * Returns the first action's reason if none of the actions is available; undefined if at least one
 * is.
 */
export function reasonForAll(
  actions: readonly ActionName[],
  reasonOf: UnavailableReasonOf,
): UnavailableReason | undefined {
  const reasons = actions.map(reasonOf)
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined
}

const errors = new Map<UnavailableReason, ApiError>()

/**
 * Returns the error with which the server refuses an action for a reason. There is one object per
 * reason, so that renders are stable.
 */
export function unavailableError(reason: UnavailableReason): ApiError {
  const cached = errors.get(reason)
  if (cached) return cached
  const code = unavailableCode(reason)
  const error = new ApiError({
    kind: 'cloud',
    status: code === 6100 ? 501 : 403,
    code,
    codeDesc: publicCodes[code].name,
    message: unavailableMessages[reason],
    reason,
  })
  errors.set(reason, error)
  return error
}
