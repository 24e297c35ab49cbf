import { Problem } from '../http/problem'
import type { ProxyPorts } from '../ports'
import {
  type Counter,
  nextAttemptAt,
  notLaterThan,
  withFailure,
  withoutFailure,
} from './limits/counters'
import { createRecentKeys, createSteadyTime } from './limits/steadyTime'
import type { FailureCount } from './ports'

/** Milliseconds for which a delay is cached; another process may change the stored one. */
const cacheLifetime = 1000
/** Milliseconds between two removals of expired failure counts. */
const cleanUpInterval = 60_000

const keysOf = (counters: readonly Counter[]) => counters.map(({ key }) => key)

function tooManyFailures(milliseconds: number): Problem {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return new Problem(
    429,
    'TooManyAttempts',
    `Too many failed sign-ins. Try again in ${seconds} s.`,
    { headers: { 'Retry-After': String(seconds) } },
  )
}

/** A sign-in attempt, which counts as failed until it succeeds. */
export interface Attempt {
  succeeded: () => Promise<void>
}

/**
 * Delays attempts after failures. Counts are stored, so that they survive restarts and apply to
 * other consoles on the store. An attempt counts as failed from its start, so that concurrent
 * attempts gain nothing; a refused attempt neither counts nor writes.
 */
export function createAttempts(ports: Pick<ProxyPorts, 'store' | 'now' | 'elapsed'>) {
  const { failureCounts } = ports.store
  const time = createSteadyTime(ports)
  const delayed = createRecentKeys<number>(cacheLifetime, time)
  const cleanedUp = createRecentKeys<true>(cleanUpInterval, time)

  /** Reads the stored counts by key, with times in the future set to the present. */
  async function read(counters: readonly Counter[]): Promise<Map<string, FailureCount>> {
    const at = time()
    let rows = await failureCounts.find(keysOf(counters))
    if (rows.some((row) => row.at > at)) {
      // Store the corrected time; otherwise the failure would count as current until the clock has
      // caught up.
      await failureCounts.change(keysOf(counters), (value) => {
        rows = value.map((row) => notLaterThan(row, at))
        return rows
      })
    }
    return new Map(rows.map((row) => [row.key, row]))
  }

  /** Throws 429 if the next attempt of a counter is not allowed yet. */
  function requireAllowed(counter: Counter, count: FailureCount | undefined): void {
    const remaining = count ? nextAttemptAt(count, counter) - time() : 0
    if (remaining <= 0) return
    delayed.set(counter.key, time() + remaining)
    throw tooManyFailures(remaining)
  }

  async function cleanUp(): Promise<void> {
    if (cleanedUp.get('')) return
    cleanedUp.set('', true)
    await failureCounts.forgetBefore(time())
  }

  /** Throws 429 if an attempt is not allowed yet; writes nothing. */
  async function check(counters: readonly Counter[]): Promise<void> {
    for (const { key } of counters) {
      const remaining = (delayed.get(key) ?? 0) - time()
      if (remaining > 0) throw tooManyFailures(remaining)
    }
    const counts = await read(counters)
    for (const counter of counters) requireAllowed(counter, counts.get(counter.key))
  }

  return {
    check,

    isAllowed: (counters: readonly Counter[]): Promise<boolean> =>
      check(counters).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Problem) return false
          throw error
        },
      ),

    /** Counts an attempt; throws 429 if it is not allowed yet. */
    async begin(counters: readonly Counter[]): Promise<Attempt> {
      await cleanUp()
      const keys = keysOf(counters)
      const at = time()
      let countsBefore = new Map<string, FailureCount>()
      await failureCounts.change(keys, (value) => {
        countsBefore = new Map(value.map((row) => [row.key, notLaterThan(row, at)]))
        return counters.map((counter) => {
          const count = countsBefore.get(counter.key)
          requireAllowed(counter, count)
          return withFailure(count, counter, at)
        })
      })
      const undo = (row: FailureCount): FailureCount[] => {
        const counter = counters.find(({ key }) => key === row.key)
        if (!counter || counter.limit.isResetBySuccess) return []
        const remainingCount = withoutFailure(row, counter, at, countsBefore.get(row.key))
        return remainingCount ? [remainingCount] : []
      }
      return { succeeded: () => failureCounts.change(keys, (value) => value.flatMap(undo)) }
    },
  }
}

export type Attempts = ReturnType<typeof createAttempts>
