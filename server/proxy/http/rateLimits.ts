import { Problem } from './problem'

/** Sustained requests per second; the bucket holds `burst` seconds' worth of requests. */
export interface Rate {
  perSecond: number
  burst: number
}

export interface Limits {
  session: Rate
  account: Rate
}

const maxBuckets = 10_000

/** A token bucket for each key, refilled over time; throws 429 when the bucket is empty. */
function createBuckets({ perSecond, burst }: Rate, now: () => number) {
  const size = perSecond * burst
  const buckets = new Map<string, { left: number; at: number }>()

  return (key: string, whose: string): void => {
    const at = now()
    let bucket = buckets.get(key)
    if (!bucket) {
      // Drop full buckets: a missing bucket counts as full.
      if (buckets.size >= maxBuckets) buckets.clear()
      bucket = { left: size, at }
      buckets.set(key, bucket)
    }
    bucket.left = Math.min(size, bucket.left + (Math.max(0, at - bucket.at) / 1000) * perSecond)
    bucket.at = at
    if (bucket.left < 1) {
      const seconds = Math.max(1, Math.ceil((1 - bucket.left) / perSecond))
      throw new Problem(
        429,
        'TooManyRequests',
        `${whose} exceeded its limit of ${perSecond} requests per second. Try again in ${seconds} s.`,
        { headers: { 'Retry-After': String(seconds) } },
      )
    }
    bucket.left -= 1
  }
}

const none = () => {}

/** Rate limits for each session and each account; unlimited by default. */
export function createLimits(limits: Limits | undefined, now: () => number) {
  if (!limits) return { session: none, account: none }
  return {
    session: createBuckets(limits.session, now),
    account: createBuckets(limits.account, now),
  }
}
