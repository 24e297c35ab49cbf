import { Problem } from '../http/problem'

/** Calls at once of one session to one account, and how many more may wait for their turn. */
const most = { running: 32, waiting: 256 }

interface Lane {
  running: number
  waiting: (() => void)[]
}

const full = () =>
  new Problem(
    503,
    'Busy',
    `${most.running} of your calls to this account are running and ${most.waiting} are waiting. Nothing was sent. Try again in a moment.`,
    { headers: { 'Retry-After': '1' } },
  )

/**
 * Lets a session have so many calls to an account at once and no more: an endpoint that hangs holds
 * who asked it, and nobody else. Every call ends, so whoever waits gets its turn.
 */
export function createGate() {
  const lanes = new Map<string, Lane>()

  function leave(key: string, lane: Lane): void {
    const next = lane.waiting.shift()
    if (next) next()
    else lane.running -= 1
    if (lane.running === 0) lanes.delete(key)
  }

  /** The work is told whether it has waited. */
  return async <T>(key: string, work: (hasWaited: boolean) => Promise<T>): Promise<T> => {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] }
    lanes.set(key, lane)
    const mustWait = lane.running >= most.running
    if (!mustWait) lane.running += 1
    else if (lane.waiting.length >= most.waiting) throw full()
    else await new Promise<void>((resolve) => lane.waiting.push(resolve))
    try {
      return await work(mustWait)
    } finally {
      leave(key, lane)
    }
  }
}
