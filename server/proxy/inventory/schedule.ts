import type { Estate, Part } from './estate'

/** Milliseconds between two reads of a list that is polled. */
const pollInterval = 10_000
/** Lists of services that are not normal are polled this many times as often as others. */
const hotWeight = 8
const retryDelay = 5_000
const maxRetryDelay = 300_000

/** Milliseconds until a list is read again whose latest reads have failed. */
export const retryDelayOf = (failures: number) =>
  Math.min(maxRetryDelay, retryDelay * 2 ** Math.max(0, failures - 1))

const isWaiting = ({ failure, failures }: Part, now: number) =>
  failure !== undefined && now - failure.at < retryDelayOf(failures)

/** Which list of an account to read next. */
export function createSchedule(estate: Estate, isPolled: boolean) {
  /** Lists that were reported as changed. */
  const changed = new Set<string>()
  /** Lists that have never been read. */
  const unread = new Set<string>()
  /** Lists whose latest read failed. */
  const failed = new Set<string>()
  const reading = new Set<string>()
  /** Lists that the proxy's users look at, with the time of their latest request. */
  const visible = new Map<string, number>()

  function isHot(key: string, { ref, objects }: Part, now: number): boolean {
    if (now - (visible.get(key) ?? 0) < 60_000) return true
    if (ref.kind !== 'services' && ref.kind !== 'nodes') return false
    return objects.some(({ status }) => status !== 'Normal')
  }

  function firstReady(keys: Set<string>, now: number): string | undefined {
    for (const key of keys) {
      const part = estate.parts.get(key)
      if (!part) keys.delete(key)
      else if (!reading.has(key) && !isWaiting(part, now)) return key
    }
    return undefined
  }

  /** The list that has waited longest in proportion to its weight. */
  function mostOverdue(now: number): string | undefined {
    let best: { key: string; score: number } | undefined
    for (const [key, part] of estate.parts) {
      if (part.readAt === null || reading.has(key) || isWaiting(part, now)) continue
      const score = (now - part.readAt) * (isHot(key, part, now) ? hotWeight : 1)
      if (score >= pollInterval && (best === undefined || score > best.score)) best = { key, score }
    }
    return best?.key
  }

  return {
    /** The list to read next; undefined if none is due. */
    next: (now: number): string | undefined =>
      firstReady(changed, now) ??
      firstReady(unread, now) ??
      firstReady(failed, now) ??
      (isPolled ? mostOverdue(now) : undefined),

    markChanged(keys: readonly string[]): void {
      for (const key of keys) if (estate.parts.has(key)) changed.add(key)
    },
    markUnread(keys: readonly string[]): void {
      for (const key of keys) unread.add(key)
    },
    markVisible(key: string, now: number): void {
      visible.set(key, now)
    },

    /** The list is being read; a change that arrives from now on needs another read. */
    started(key: string): void {
      reading.add(key)
      changed.delete(key)
    },
    succeeded(key: string): void {
      reading.delete(key)
      unread.delete(key)
      failed.delete(key)
    },
    failed(key: string): void {
      reading.delete(key)
      failed.add(key)
    },
  }
}
