import { Problem } from '../http/problem'

/** Maximum concurrent and waiting calls of a session to an account. */
const limits = { running: 32, waiting: 256 }

interface Lane {
  running: number
  waiting: (() => void)[]
}

const full = () =>
  new Problem(
    503,
    'Busy',
    `${limits.running} of your calls to this account are running and ${limits.waiting} are waiting. Nothing was sent. Try again in a moment.`,
    { headers: { 'Retry-After': '1' } },
  )

/**
 * Limits the concurrent calls of a session to an account, so that a hanging endpoint blocks only
 * the sessions that use it. Every call has a time limit, so waiting calls eventually run.
 */
export function createGate() {
  const lanes = new Map<string, Lane>()

  function leave(key: string, lane: Lane): void {
    const next = lane.waiting.shift()
    if (next) next()
    else lane.running -= 1
    if (lane.running === 0) lanes.delete(key)
  }

  /** The work receives whether it had to wait. */
  return async <T>(key: string, work: (hasWaited: boolean) => Promise<T>): Promise<T> => {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] }
    lanes.set(key, lane)
    const mustWait = lane.running >= limits.running
    if (!mustWait) lane.running += 1
    else if (lane.waiting.length >= limits.waiting) throw full()
    else await new Promise<void>((resolve) => lane.waiting.push(resolve))
    try {
      return await work(mustWait)
    } finally {
      leave(key, lane)
    }
  }
}
