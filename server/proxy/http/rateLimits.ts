import { Problem } from './problem'

/** A rate limit of `perSecond` sustained requests; the bucket holds `burst` seconds' worth. */
export interface Rate {
  perSecond: number
  burst: number
}

export interface Limits {
  session: Rate
  /** For all sessions of a user; unlimited by default. */
  user?: Rate
  account: Rate
  /** For an account in one region; unlimited by default. */
  region?: Rate
}

const maxBuckets = 10_000

/**
 * A token bucket for each key, refilled over time. Takes a token and returns 0, or returns the
 * seconds until a token is available.
 */
export function createLimiter({ perSecond, burst }: Rate, now: () => number) {
  const size = perSecond * burst
  const buckets = new Map<string, { left: number; at: number }>()

  return (key: string): number => {
    const at = now()
    let bucket = buckets.get(key)
    if (!bucket) {
      // The buckets are dropped when there are too many of them; a missing bucket counts as full.
      if (buckets.size >= maxBuckets) buckets.clear()
      bucket = { left: size, at }
      buckets.set(key, bucket)
    }
    bucket.left = Math.min(size, bucket.left + (Math.max(0, at - bucket.at) / 1000) * perSecond)
    bucket.at = at
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perSecond))
    bucket.left -= 1
    return 0
  }
}

const unlimited = () => {}

/** Throws 429 when the bucket of a key is empty. */
function createBuckets(rate: Rate | undefined, now: () => number) {
  if (!rate) return unlimited
  const takeToken = createLimiter(rate, now)
  return (key: string, whose: string): void => {
    const seconds = takeToken(key)
    if (seconds === 0) return
    throw new Problem(
      429,
      'TooManyRequests',
      `${whose} exceeded its limit of ${rate.perSecond} requests per second. Try again in ${seconds} s.`,
      { headers: { 'Retry-After': String(seconds) } },
    )
  }
}

/** Rate limits for each session, user, account and region; unlimited by default. */
export const createLimits = (limits: Limits | undefined, now: () => number) => ({
  session: createBuckets(limits?.session, now),
  user: createBuckets(limits?.user, now),
  account: createBuckets(limits?.account, now),
  region: createBuckets(limits?.region, now),
})
