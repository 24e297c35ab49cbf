import { createLimiter, type Rate } from '../http/rateLimits'

/** Entries of refusals; an entry takes at most 3 KiB, so a user can write about 45 MB a day. */
const perUser: Rate = { perSecond: 1 / 6, burst: 1800 }
const perAddress: Rate = { perSecond: 1 / 6, burst: 600 }
/** Shared by all clients that are not signed in, however many addresses they have. */
const perAnonymous: Rate = { perSecond: 1, burst: 1000 }

const maxKeys = 10_000

/**
 * Limits the audit entries of refusals by user, or by address if the user is unknown, so that
 * refused requests cannot fill the disk. Returns undefined beyond the limit, otherwise the number
 * of refusals dropped since the previous entry.
 */
export function createRefusalLimit(now: () => number) {
  const limiters = {
    user: createLimiter(perUser, now),
    address: createLimiter(perAddress, now),
    anonymous: createLimiter(perAnonymous, now),
  }
  const droppedCounts = new Map<string, number>()

  return ({ user, role, address }: { user: string; role: string; address: string }) => {
    const isKnown = role !== ''
    const key = isKnown ? `user ${user}` : `address ${address}`
    const isAllowed = isKnown
      ? limiters.user(user) === 0
      : limiters.address(address) === 0 && limiters.anonymous('') === 0
    if (isAllowed) {
      const droppedCount = droppedCounts.get(key) ?? 0
      droppedCounts.delete(key)
      return droppedCount
    }
    if (droppedCounts.size >= maxKeys) droppedCounts.clear()
    droppedCounts.set(key, (droppedCounts.get(key) ?? 0) + 1)
    return undefined
  }
}
