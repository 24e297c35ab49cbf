import type { World } from '../../world/world'

/** Complete points of one metric of one subject, by their first minute. */
export type CachedPoints = Map<number, number | null>

/** Maximum number of cached metrics. */
const maxCachedMetrics = 64

interface PointCache {
  now: number
  points: Map<string, CachedPoints>
}

const worlds = new WeakMap<World, PointCache>()

/**
 * Cache of complete points. The past does not change, so half a year of a whole cluster is computed
 * once. Kept only in memory, and dropped if the world's clock was set back.
 */
export function cachedPointsOf(world: World, now: number, key: string): CachedPoints {
  let kept = worlds.get(world)
  if (!kept || now < kept.now) kept = { now, points: new Map() }
  kept.now = now
  worlds.set(world, kept)
  const { points } = kept
  const finished = points.get(key) ?? new Map()
  points.delete(key)
  points.set(key, finished)
  const [oldest] = points.keys()
  if (points.size > maxCachedMetrics && oldest !== undefined) points.delete(oldest)
  return finished
}
