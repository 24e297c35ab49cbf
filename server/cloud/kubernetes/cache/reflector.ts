import * as z from 'zod/mini'
import type { Client } from '../client/client'
import { linkSignals } from '../client/linkSignals'
import { StatusError, statusError } from '../client/status'
import type { KubernetesObject } from '../objects/meta'
import type { Timing } from '../ports'
import type { Rows } from './rows'

const listResponse = z.object({
  metadata: z.object({ resourceVersion: z._default(z.string(), '') }),
  items: z.nullish(z.array(z.unknown())),
})
const watchEvent = z.object({ type: z.string(), object: z.unknown() })
const versionedObject = z.object({ metadata: z.object({ resourceVersion: z.string() }) })

/** A kind of objects that a reflector keeps up to date. */
export interface Kind<T extends KubernetesObject> {
  /** Plural, as in the path. */
  name: string
  /** API group; empty for the core group. */
  group: string
  isNamespaced: boolean
  parse: (value: unknown) => T
  rows: Rows<T>
}

/** Path of a kind's list, in one namespace or, if `namespace` is empty, in all. */
export function listPathOf(
  { name, group }: Pick<Kind<KubernetesObject>, 'name' | 'group'>,
  namespace: string,
): string {
  const root = group === '' ? '/api/v1' : `/apis/${group}/v1`
  return namespace === '' ? `${root}/${name}` : `${root}/namespaces/${namespace}/${name}`
}

/**
 * - `waiting`: not listed yet.
 * - `current`: listed and watched.
 * - `forbidden`: the credentials may not list it.
 */
export type ReflectorState = 'waiting' | 'current' | 'forbidden'

export interface ReflectorPorts {
  client: Client
  timing: Timing
  log: (message: string) => void
  /** Called after each response or event from the API server. */
  onContact: () => void
  /** Called after each change of the state. */
  onState?: () => void
}

/**
 * Bookmarks arrive about every minute, so a connection that is silent for longer than this is
 * probably dead. Events have no bookmarks, because the API server does not cache them.
 */
const maxSilence = 90_000
const backoff = { firstDelay: 800, maxDelay: 30_000 }
const forbiddenPause = 30_000
/** Milliseconds; after a watch shorter than this, the next one is delayed. */
const minWatchDuration = 1_000
/**
 * Milliseconds within which a second expired watch is logged. A single one is routine: the API
 * server forgets versions after five minutes, and a kind without bookmarks stays at an old version.
 */
const expiryWindow = 60_000

/** The watch must restart with a new list. */
class RelistRequired extends Error {}

const isExpired = (error: unknown) =>
  error instanceof RelistRequired || (error instanceof StatusError && error.status === 410)

/** The delay that the server requests, in milliseconds. */
const requestedDelay = (error: unknown) =>
  error instanceof StatusError && error.status === 429 ? Number(error.retryAfter ?? 1) * 1000 : 0

/**
 * Lists a kind in one namespace, or in all if `namespace` is empty, then watches it, until `signal`
 * is aborted.
 */
export function startReflector<T extends KubernetesObject>(
  kind: Kind<T>,
  namespace: string,
  { client, timing, log, onContact, onState = () => {} }: ReflectorPorts,
  signal: AbortSignal,
) {
  const path = listPathOf(kind, namespace)
  const name = namespace === '' ? kind.name : `${kind.name} in ${namespace}`
  let state: ReflectorState = 'waiting'
  let failures = 0
  let hasListed = false
  /** Time of the last failure that no later list or watch has repaired. */
  let lost: { since: number; message: string } | undefined

  function setState(next: ReflectorState): void {
    state = next
    onState()
  }

  function clearFailure(): void {
    failures = 0
    lost = undefined
  }

  /** One unreadable object must not block all others. */
  function read(value: unknown): T | undefined {
    try {
      return kind.parse(value)
    } catch (error) {
      log(`an object of ${name} cannot be read and is left out: ${String(error)}`)
      return undefined
    }
  }

  /** Lists all objects; returns the resource version to watch from. */
  async function list(): Promise<string> {
    // The first list may have any version; a later list must not be older than the rows that it
    // replaces.
    const query = hasListed ? '' : '?resourceVersion=0'
    const answer = z.parse(listResponse, await client.get(`${path}${query}`, signal))
    if (signal.aborted) throw new RelistRequired('the list was given up')
    kind.rows.replace(
      (answer.items ?? []).flatMap((item) => read(item) ?? []),
      namespace,
    )
    hasListed = true
    onContact()
    clearFailure()
    if (state !== 'current') setState('current')
    return answer.metadata.resourceVersion
  }

  /** Applies one line of a watch; returns the resource version reached. */
  function applyWatchLine(line: string): string {
    const { type, object } = z.parse(watchEvent, JSON.parse(line))
    if (type === 'ERROR') {
      const error = statusError(object, 500)
      // A Status is not a resource, and a watch cannot resume from its version.
      throw isExpired(error) ? new RelistRequired(error.message) : error
    }
    const { resourceVersion } = z.parse(versionedObject, object).metadata
    if (type === 'BOOKMARK') return resourceVersion
    const row = read(object)
    if (row && type === 'DELETED') kind.rows.remove(row)
    else if (row) kind.rows.apply(row)
    return resourceVersion
  }

  /**
   * Watches from a resource version until the server ends the watch or falls silent; reports each
   * version reached.
   */
  async function watch(from: string, onVersion: (version: string) => void): Promise<void> {
    const watchEnd = new AbortController()
    const watchAbort = linkSignals([signal])
    let heardAt = timing.now()
    let isOpen = false
    let isSilent = false
    const abortWhenSilent = async () => {
      while (!watchEnd.signal.aborted) {
        const remaining = heardAt + maxSilence - timing.now()
        if (remaining <= 0) {
          isSilent = isOpen
          return watchAbort.abort()
        }
        await timing.wait(remaining, watchEnd.signal)
      }
    }
    void abortWhenSilent()
    const seconds = Math.round(300 + 300 * timing.random())
    const query = `watch=1&allowWatchBookmarks=true&resourceVersion=${from}&timeoutSeconds=${seconds}`
    try {
      const lines = await client.watch(`${path}?${query}`, watchAbort.signal)
      isOpen = true
      clearFailure()
      for await (const line of lines) {
        if (signal.aborted) return
        heardAt = timing.now()
        onContact()
        onVersion(applyWatchLine(line))
        failures = 0
      }
    } catch (error) {
      // Silence is no failure: nothing may have happened. The next watch shows whether the server
      // is still there.
      if (!isSilent) throw error
    } finally {
      watchEnd.abort()
      watchAbort.release()
    }
  }

  async function pauseAfter(error: unknown): Promise<void> {
    failures += 1
    const exponential = Math.min(backoff.maxDelay, backoff.firstDelay * 2 ** (failures - 1))
    const jittered = exponential * (1 + timing.random()) * 0.5
    await timing.wait(Math.max(jittered, requestedDelay(error)), signal)
  }

  let expiredAt = Number.NEGATIVE_INFINITY

  /** Logs the first of consecutive failures. */
  function logFailure(error: unknown, message: string): void {
    const isRoutine = isExpired(error) && timing.now() - expiredAt > expiryWindow
    if (isExpired(error)) expiredAt = timing.now()
    if (failures === 0 && !isRoutine) log(`${name}: ${message}`)
  }

  async function run(): Promise<void> {
    let version: string | undefined
    while (!signal.aborted) {
      try {
        version ??= await list()
        const watchStartedAt = timing.now()
        await watch(version, (next) => {
          version = next
        })
        if (timing.now() - watchStartedAt < minWatchDuration) await pauseAfter(undefined)
      } catch (error) {
        if (signal.aborted) return
        if (isExpired(error)) version = undefined
        if (error instanceof StatusError && error.status === 403) {
          version = undefined
          kind.rows.replace([], namespace)
          lost = undefined
          if (state !== 'forbidden') log(`${name}: ${error.message}`)
          setState('forbidden')
          await timing.wait(forbiddenPause, signal)
          continue
        }
        const message = error instanceof Error ? error.message : String(error)
        if (!isExpired(error)) lost ??= { since: timing.now(), message }
        logFailure(error, message)
        await pauseAfter(error)
      }
    }
  }

  void run()
  return {
    state: () => state,
    /** When and why the objects ceased to be kept up to date; undefined while they are. */
    lost: () => lost,
  }
}
