import { Problem } from '../http/problem'

/**
 * Maximum concurrent calls. `total` is the number of connections to one endpoint: calls wait here,
 * where shares are fair, rather than for a connection.
 */
export const maxConcurrent = { userAndRegion: 32, user: 96, region: 64, account: 192, total: 256 }
/** Maximum waiting calls of a user. */
const maxWaiting = 256

/** User of a call, and its account and region. */
export interface Lane {
  user: string
  account: string
  region: string
}

/** Waiting calls of a user by account and region. */
type Waiting = Map<string, { lane: Lane; begin: () => void }[]>

const full = () =>
  new Problem(
    503,
    'Busy',
    `Too many of your calls are running, and ${maxWaiting} more are waiting. Nothing was sent. Try again in a moment.`,
    { headers: { 'Retry-After': '1' } },
  )

/** Counts by key, without keys of zero. */
function createCounts() {
  const counts = new Map<string, number>()
  return {
    of: (key: string): number => counts.get(key) ?? 0,
    add(key: string, change: 1 | -1): void {
      const next = (counts.get(key) ?? 0) + change
      if (next > 0) counts.set(key, next)
      else counts.delete(key)
    },
  }
}

/**
 * Shares the connections upstream among users, accounts and regions, over all sessions of a user: a
 * user with many calls, or a region that hangs, holds at most its share. Free connections go to the
 * waiting users in turn. Every call has a time limit, so waiting calls eventually run.
 */
export function createGate() {
  const running = createCounts()
  /** Users with waiting calls, the one to be served next first. */
  const waiting = new Map<string, Waiting>()

  const sharesOf = ({ user, account, region }: Lane): [key: string, max: number][] => [
    ['total', maxConcurrent.total],
    [JSON.stringify(['user', user]), maxConcurrent.user],
    [JSON.stringify(['account', account]), maxConcurrent.account],
    [JSON.stringify(['region', account, region]), maxConcurrent.region],
    [JSON.stringify(['userAndRegion', user, account, region]), maxConcurrent.userAndRegion],
  ]

  const mayRun = (lane: Lane) => sharesOf(lane).every(([key, max]) => running.of(key) < max)

  const count = (lane: Lane, change: 1 | -1) => {
    for (const [key] of sharesOf(lane)) running.add(key, change)
  }

  /** Starts the first waiting call of a user that may run. */
  function startOne(user: string, lanes: Waiting): boolean {
    for (const [place, calls] of lanes) {
      const [first] = calls
      if (!first || !mayRun(first.lane)) continue
      calls.shift()
      if (calls.length === 0) lanes.delete(place)
      // The user moves to the end of the queue.
      waiting.delete(user)
      if (lanes.size > 0) waiting.set(user, lanes)
      count(first.lane, 1)
      first.begin()
      return true
    }
    return false
  }

  function leave(lane: Lane): void {
    count(lane, -1)
    for (const [user, lanes] of [...waiting]) if (startOne(user, lanes)) return
  }

  function wait(lane: Lane): Promise<void> {
    const lanes: Waiting = waiting.get(lane.user) ?? new Map()
    const length = [...lanes.values()].reduce((sum, calls) => sum + calls.length, 0)
    if (length >= maxWaiting) throw full()
    const place = JSON.stringify([lane.account, lane.region])
    const calls = lanes.get(place) ?? []
    lanes.set(place, calls)
    waiting.set(lane.user, lanes)
    return new Promise((begin) => calls.push({ lane, begin }))
  }

  /** The work receives whether it had to wait. */
  return async <T>(lane: Lane, work: (hasWaited: boolean) => Promise<T>): Promise<T> => {
    const mustWait = !mayRun(lane)
    if (mustWait) await wait(lane)
    else count(lane, 1)
    try {
      return await work(mustWait)
    } finally {
      leave(lane)
    }
  }
}
