import type { Change } from '../../../src/contract/change'
import { Problem } from '../http/problem'
import type { Account } from '../ports'
import type { EndpointResponse } from '../upstream/answer'
import type { OutgoingCall } from '../upstream/signedRequest'
import { createBudget } from './budget'
import type { Estate } from './estate'
import { changedKeys, keyOf, type PartKind } from './parts'
import { readActions, readPart } from './read'
import { createSchedule } from './schedule'

export interface ObserverPorts {
  send: (call: OutgoingCall) => Promise<EndpointResponse>
  /** Unix milliseconds. */
  now: () => number
  /** A monotonic clock in milliseconds. */
  elapsed: () => number
  log: (line: Record<string, string | number>) => void
  /** Maximum number of calls per second to an endpoint that is polled. */
  callsPerSecond: number
}

/** Milliseconds of work per step for a watched account, so that users' calls can run in between. */
const watchedSlice = 40
/** Number of lists of a polled account that are read at the same time. */
const maxConcurrent = 2

const isRegional = (kind: PartKind) => !['repositories', 'tags', 'triggers'].includes(kind)

/**
 * Reads the lists of one account; `onChange` receives the keys of the lists that were read or
 * removed.
 */
export function createAccountObserver(
  account: Account,
  estate: Estate,
  { send, now, elapsed, log, callsPerSecond }: ObserverPorts,
  onChange: (keys: readonly string[]) => void,
) {
  const { watch } = account
  const schedule = createSchedule(estate, watch === undefined)
  const budget = watch ? undefined : createBudget(callsPerSecond)
  const running = new Set<Promise<void>>()
  let unwatch: (() => void) | undefined
  /** Keys of the root lists that were added last. */
  let addedRoots = ''
  /** Whether a list was read since the round was last judged. */
  let hasRead = false
  /** When the current round through all lists began, and how long the last one took. */
  let round = { startedAt: now(), lastsFor: null as number | null }

  const isAnswered = (kind: PartKind) => account.unavailable?.[readActions[kind].name] === undefined

  /** Adds the root lists when they have changed; removes those of regions that no longer exist. */
  function addRoots(): void {
    const roots = [
      ...account.regions.map((region) => ({ kind: 'clusters' as const, region })),
      { kind: 'repositories' as const, region: '' },
      { kind: 'triggers' as const, region: '' },
    ].filter(({ kind }) => isAnswered(kind))
    const rootKeys = roots.map(keyOf).join(' ')
    if (rootKeys === addedRoots) return
    addedRoots = rootKeys
    const regions = new Set(account.regions)
    for (const [key, { ref }] of estate.parts) {
      if (ref.kind === 'clusters' && !regions.has(ref.region)) onChange(estate.remove(key))
    }
    schedule.markUnread(roots.flatMap((ref) => estate.add(ref) ?? []))
  }

  async function read(key: string): Promise<void> {
    const part = estate.parts.get(key)
    if (!part) return
    const { ref } = part
    schedule.started(key)
    const region = isRegional(ref.kind) ? ref.region : (account.regions[0] ?? '')
    try {
      const result = await readPart(async (action, params) => {
        budget?.spend()
        const startedAt = elapsed()
        const { data } = await send({ action, account, region, params })
        budget?.note(elapsed() - startedAt)
        return data
      }, ref)
      const { added, removed, written } = estate.put(key, result, now())
      hasRead = true
      schedule.succeeded(key)
      schedule.markUnread(added)
      onChange([...written, ...removed])
    } catch (error) {
      if (!(error instanceof Problem)) log({ event: 'inventoryFailed', error: String(error) })
      const { codeDesc, message } =
        error instanceof Problem ? error : { codeDesc: 'InternalError', message: '' }
      estate.fail(key, { at: now(), codeDesc, message })
      schedule.failed(key)
      onChange([key])
    }
  }

  function noteRound(): void {
    if (!hasRead) return
    hasRead = false
    const at = now()
    const { startedAt } = round
    for (const { readAt } of estate.parts.values()) {
      if (readAt === null || readAt < startedAt) return
    }
    round = { startedAt: at, lastsFor: at - startedAt }
  }

  async function stepWatched(): Promise<void> {
    const startedAt = elapsed()
    do {
      const key = schedule.next(now())
      if (key === undefined) return
      await read(key)
    } while (elapsed() - startedAt < watchedSlice)
  }

  function stepPolled(allows: (at: number) => boolean): void {
    while (running.size < maxConcurrent && allows(now())) {
      const key = schedule.next(now())
      if (key === undefined) return
      const reading = read(key).finally(() => running.delete(reading))
      running.add(reading)
    }
  }

  return {
    account,
    /** Begins to watch the backend, if it can be watched. */
    start(): void {
      unwatch ??= watch?.((change: Change) => {
        schedule.markChanged(changedKeys(change, account.regions))
      })
      schedule.markUnread([...estate.parts.keys()])
    },
    stop(): void {
      unwatch?.()
      unwatch = undefined
    },
    /** Reads the lists that are due, within the budget; the host calls it a few times a second. */
    async step(): Promise<void> {
      addRoots()
      if (budget) stepPolled(budget.allows)
      else await stepWatched()
      noteRound()
    },
    /** Resolves when all reads that have begun have ended. */
    settled: async () => {
      await Promise.all(running)
    },
    markVisible: schedule.markVisible,
    roundTime: () => round.lastsFor,
  }
}

export type AccountObserver = ReturnType<typeof createAccountObserver>
