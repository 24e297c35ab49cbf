import type { SharedReads } from '../../../src/contract/facts'
import { flatPairs } from '../../wire/flatten'
import type { ProxyPorts } from '../ports'
import type { OutgoingCall } from '../upstream/signedRequest'
import { createConcurrencyLimit } from './concurrencyLimit'

const sharedReadLimits = {
  /** Concurrent calls per account and region. */
  concurrent: 8,
  /** Cached responses; the oldest are evicted first. */
  cache: 2_000,
}

/** The requested period in milliseconds; defaults to the shortest one. */
const periodOf = ({ period, atLeast }: SharedReads, { params }: OutgoingCall) =>
  Math.max(atLeast, Number(Reflect.get(params, period)) || atLeast) * 1000

const keyOf = ({ action, account, region, params }: OutgoingCall) =>
  JSON.stringify([action.name, account.name, region, flatPairs(params).toSorted()])

interface CachedResponse<T> {
  answer: Promise<T>
  until: number
}

/**
 * Shares responses: identical reads of an account within a period are sent once, and only a few run
 * at the same time per account and region. Other calls pass through.
 */
export function createSharedReads<T>(
  send: (call: OutgoingCall) => Promise<T>,
  { now }: Pick<ProxyPorts, 'now'>,
) {
  const cache = new Map<string, CachedResponse<T>>()
  const limiters = new Map<string, ReturnType<typeof createConcurrencyLimit>>()

  function limiterOf({ account, region }: OutgoingCall) {
    const key = JSON.stringify([account.name, region])
    const limiter = limiters.get(key) ?? createConcurrencyLimit(sharedReadLimits.concurrent)
    limiters.set(key, limiter)
    return limiter
  }

  function forget() {
    for (const [key, { until }] of cache) if (until <= now()) cache.delete(key)
    for (const key of cache.keys()) {
      if (cache.size < sharedReadLimits.cache) return
      cache.delete(key)
    }
  }

  return (call: OutgoingCall): Promise<T> => {
    const { shared } = call.action
    if (!shared) return send(call)
    const key = keyOf(call)
    const cached = cache.get(key)
    if (cached && cached.until > now()) return cached.answer
    forget()
    const period = periodOf(shared, call)
    const until = (Math.floor(now() / period) + 1) * period
    const answer = limiterOf(call)(() => send(call))
    cache.set(key, { answer, until })
    // A failure reaches the waiting callers but is not cached.
    answer.catch(() => {
      if (cache.get(key)?.answer === answer) cache.delete(key)
    })
    return answer
  }
}
