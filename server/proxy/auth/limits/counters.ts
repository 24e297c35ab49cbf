import type { FailureCount } from '../ports'
import { networkOf } from './network'

/** Limits how failures delay further attempts; times in milliseconds. */
interface Limit {
  /** Number of failures without a delay. */
  freeFailures: number
  /** Time after which one failure is forgotten. */
  forgetAfter: number
  maxDelay: number
  /** Whether a success resets the count. If not, a success only isn't counted as a failure. */
  isResetBySuccess: boolean
}

/** The subject of a failure count. */
export interface Counter {
  key: string
  user: string
  network: string
  limit: Limit
}

const minute = 60_000
const firstDelay = 2000

const userLimit: Limit = {
  freeFailures: 5,
  forgetAfter: 30 * minute,
  maxDelay: 15 * minute,
  isResetBySuccess: true,
}
/** The limit is higher because many users may share an address. */
const networkLimit: Limit = {
  freeFailures: 20,
  forgetAfter: 2 * minute,
  maxDelay: minute,
  isResetBySuccess: false,
}

/** Counts sign-ins of a user from an address. Clients at other addresses can't delay this user. */
export function pairCounter(user: string, address: string): Counter {
  const network = networkOf(address)
  return { key: `pair ${user} ${network}`, user, network, limit: userLimit }
}

/** Counts sign-ins of any user from an address. */
export function addressCounter(address: string): Counter {
  const network = networkOf(address)
  return { key: `address ${network}`, user: '', network, limit: networkLimit }
}

/** Counts sign-ins of a user from a browser in which the user has signed in before. */
export const deviceCounter = (user: string, idHash: string): Counter => ({
  key: `device ${user} ${idHash}`,
  user,
  network: '',
  limit: userLimit,
})

/** Counts checks of a signed-in user's own password. */
export const ownPasswordCounter = (user: string): Counter => ({
  key: `password ${user}`,
  user,
  network: '',
  limit: userLimit,
})

/** Counts callbacks of the identity provider from an address. */
export function callbackCounter(address: string): Counter {
  const network = networkOf(address)
  return { key: `callback ${network}`, user: '', network, limit: networkLimit }
}

/** Counts refused tokens of back-channel logout from an address. */
export function logoutCounter(address: string): Counter {
  const network = networkOf(address)
  return { key: `logout ${network}`, user: '', network, limit: networkLimit }
}

/** Counts callbacks of the identity provider to a browser in which a user has signed in before. */
export const callbackDeviceCounter = (idHash: string): Counter => ({
  key: `callback device ${idHash}`,
  user: '',
  network: '',
  limit: userLimit,
})

/**
 * Returns when the next attempt is allowed. The delay doubles with each failure beyond the free
 * ones.
 */
export function nextAttemptAt({ at, forgottenAt }: FailureCount, { limit }: Counter): number {
  const failures = Math.ceil((forgottenAt - at) / limit.forgetAfter)
  if (failures < limit.freeFailures) return at
  return at + Math.min(limit.maxDelay, firstDelay * 2 ** (failures - limit.freeFailures))
}

/** A failure in the future means that the clock was set back; its time is set to the present. */
export const notLaterThan = (count: FailureCount, time: number): FailureCount =>
  count.at <= time
    ? count
    : { ...count, at: time, forgottenAt: count.forgottenAt - (count.at - time) }

export const withFailure = (
  count: FailureCount | undefined,
  { key, user, network, limit }: Counter,
  time: number,
): FailureCount => ({
  key,
  user,
  network,
  at: time,
  forgottenAt: Math.max(time, count?.forgottenAt ?? 0) + limit.forgetAfter,
})

/** Returns the count without the failure at `time`; undefined if no other failure remains. */
export function withoutFailure(
  count: FailureCount,
  { limit }: Counter,
  time: number,
  before: FailureCount | undefined,
): FailureCount | undefined {
  const forgottenAt = count.forgottenAt - limit.forgetAfter
  const at = count.at === time ? (before?.at ?? time) : count.at
  return forgottenAt > time ? { ...count, at, forgottenAt } : undefined
}
