import type { FailureCount } from '../ports'
import { networkOf } from './network'

/** When failures delay further attempts; times in milliseconds. */
interface Limit {
  /** Failures without a delay. */
  free: number
  /** One failure is forgotten in this time. */
  forgetAfter: number
  maxDelay: number
  /** Whether a success resets the count; otherwise it only does not count as a failure. */
  isResetBySuccess: boolean
}

/** Subject of a failure count. */
export interface Counter {
  key: string
  user: string
  network: string
  limit: Limit
}

const minute = 60_000
const firstDelay = 2000

const ofUser: Limit = {
  free: 5,
  forgetAfter: 30 * minute,
  maxDelay: 15 * minute,
  isResetBySuccess: true,
}
/** Many users may share an address. */
const ofNetwork: Limit = {
  free: 20,
  forgetAfter: 2 * minute,
  maxDelay: minute,
  isResetBySuccess: false,
}

/** Sign-ins of a user from an address; other users can't delay the user from another address. */
export function pairCounter(user: string, address: string): Counter {
  const network = networkOf(address)
  return { key: `pair ${user} ${network}`, user, network, limit: ofUser }
}

/** Sign-ins of any user from an address. */
export function addressCounter(address: string): Counter {
  const network = networkOf(address)
  return { key: `address ${network}`, user: '', network, limit: ofNetwork }
}

/** Sign-ins of a user from a browser that the user has signed in from. */
export const deviceCounter = (user: string, idHash: string): Counter => ({
  key: `device ${user} ${idHash}`,
  user,
  network: '',
  limit: ofUser,
})

/** Checks of a signed-in user’s own password. */
export const ownPasswordCounter = (user: string): Counter => ({
  key: `password ${user}`,
  user,
  network: '',
  limit: ofUser,
})

/** Callbacks of the identity provider from an address. */
export function callbackCounter(address: string): Counter {
  const network = networkOf(address)
  return { key: `callback ${network}`, user: '', network, limit: ofNetwork }
}

/** Refused tokens of back-channel logout from an address. */
export function logoutCounter(address: string): Counter {
  const network = networkOf(address)
  return { key: `logout ${network}`, user: '', network, limit: ofNetwork }
}

/** Callbacks of the identity provider to a browser that a user has signed in from. */
export const callbackDeviceCounter = (idHash: string): Counter => ({
  key: `callback device ${idHash}`,
  user: '',
  network: '',
  limit: ofUser,
})

/** When the next attempt is allowed: the delay doubles with each failure beyond the free ones. */
export function nextAttemptAt({ at, forgottenAt }: FailureCount, { limit }: Counter): number {
  const failures = Math.ceil((forgottenAt - at) / limit.forgetAfter)
  if (failures < limit.free) return at
  return at + Math.min(limit.maxDelay, firstDelay * 2 ** (failures - limit.free))
}

/** A failure in the future means that the clock was set back: it counts as one of this moment. */
export const notAfter = (count: FailureCount, time: number): FailureCount =>
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

/** The count without the failure at `time`; undefined if there is no other. */
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
