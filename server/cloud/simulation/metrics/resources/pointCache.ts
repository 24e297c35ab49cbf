import type { World } from '../../world/world'

/** Complete points of one metric of one subject, with their first minute as the key. */
export type CachedPoints = Map<number, number | null>

/** Maximum number of metrics whose points are cached. */
const maxCachedMetrics = 64

interface PointCache {
  now: number
  points: Map<string, CachedPoints>
}

const caches = new WeakMap<World, PointCache>()

/**
 * Cache of complete points. Past points do not change, so half a year of a whole cluster is
 * computed only once. The cache is kept only in memory, and is dropped when the world's clock is
 * set back.
 */
export function cachedPointsOf(world: World, now: number, key: string): CachedPoints {
  let cache = caches.get(world)
  if (!cache || now < cache.now) cache = { now, points: new Map() }
  cache.now = now
  caches.set(world, cache)
  const { points } = cache
  const cachedPoints = points.get(key) ?? new Map()
  points.delete(key)
  points.set(key, cachedPoints)
  const [oldest] = points.keys()
  if (points.size > maxCachedMetrics && oldest !== undefined) points.delete(oldest)
  return cachedPoints
}
