import type { World } from '../../world/world'

/** Points of one metric of one thing by the minute at which they begin. */
export type Finished = Map<number, number | null>

/** Metrics of things whose points are kept. */
const mostKept = 64

interface Kept {
  now: number
  points: Map<string, Finished>
}

const worlds = new WeakMap<World, Kept>()

/**
 * Points that have been worked out and are over: the past does not change, so that half a year of a whole
 * cluster is worked out once. In memory only, and anew where the world's clock was put back.
 */
export function finishedOf(world: World, now: number, key: string): Finished {
  let kept = worlds.get(world)
  if (!kept || now < kept.now) kept = { now, points: new Map() }
  kept.now = now
  worlds.set(world, kept)
  const { points } = kept
  const finished = points.get(key) ?? new Map()
  points.delete(key)
  points.set(key, finished)
  const [oldest] = points.keys()
  if (points.size > mostKept && oldest !== undefined) points.delete(oldest)
  return finished
}
