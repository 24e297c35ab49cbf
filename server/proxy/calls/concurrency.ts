import { Problem } from '../http/problem'

/**
 * Maximum concurrent calls. `total` is the number of connections to one endpoint: calls wait in
 * this gate, which shares fairly, rather than for a connection.
 */
export const maxConcurrent = { userAndRegion: 32, user: 96, region: 64, account: 192, total: 256 }
/** Maximum number of waiting calls per user. */
const maxWaiting = 256

/** The user, account and region of a call. */
export interface CallLane {
  user: string
  account: string
  region: string
}

/** A user's waiting calls, by account and region. */
type WaitingCalls = Map<string, { lane: CallLane; begin: () => void }[]>

const queueFull = () =>
  new Problem(
    503,
    'Busy',
    `Too many of your calls are running, and ${maxWaiting} more are waiting. Nothing was sent. Try again in a moment.`,
    { headers: { 'Retry-After': '1' } },
  )

/** Counts by key; removes a key when its count reaches zero. */
function createCounts() {
  const counts = new Map<string, number>()
  return {
    of: (key: string): number => counts.get(key) ?? 0,
    add(key: string, change: 1 | -1): void {
      const newCount = (counts.get(key) ?? 0) + change
      if (newCount > 0) counts.set(key, newCount)
      else counts.delete(key)
    },
  }
}

/**
 * Shares the upstream connections among users, accounts and regions. A user's sessions count
 * together. A user with many calls, or a region that hangs, gets at most its share. Free
 * connections are assigned to waiting users round-robin. Every call has a timeout, so waiting calls
 * eventually run.
 */
export function createCallGate() {
  const running = createCounts()
  /** Users with waiting calls; the first is served next. */
  const waiting = new Map<string, WaitingCalls>()

  const sharesOf = ({ user, account, region }: CallLane): [key: string, max: number][] => [
    ['total', maxConcurrent.total],
    [JSON.stringify(['user', user]), maxConcurrent.user],
    [JSON.stringify(['account', account]), maxConcurrent.account],
    [JSON.stringify(['region', account, region]), maxConcurrent.region],
    [JSON.stringify(['userAndRegion', user, account, region]), maxConcurrent.userAndRegion],
  ]

  const mayRun = (lane: CallLane) => sharesOf(lane).every(([key, max]) => running.of(key) < max)

  const count = (lane: CallLane, change: 1 | -1) => {
    for (const [key] of sharesOf(lane)) running.add(key, change)
  }

  /** Starts the user's first waiting call that may run. */
  function startOne(user: string, lanes: WaitingCalls): boolean {
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

  function leave(lane: CallLane): void {
    count(lane, -1)
    for (const [user, lanes] of [...waiting]) if (startOne(user, lanes)) return
  }

  function wait(lane: CallLane): Promise<void> {
    const lanes: WaitingCalls = waiting.get(lane.user) ?? new Map()
    const length = [...lanes.values()].reduce((sum, calls) => sum + calls.length, 0)
    if (length >= maxWaiting) throw queueFull()
    const laneKey = JSON.stringify([lane.account, lane.region])
    const calls = lanes.get(laneKey) ?? []
    lanes.set(laneKey, calls)
    waiting.set(lane.user, lanes)
    return new Promise((begin) => calls.push({ lane, begin }))
  }

  /** `work` receives whether it had to wait. */
  return async <T>(lane: CallLane, work: (hasWaited: boolean) => Promise<T>): Promise<T> => {
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
