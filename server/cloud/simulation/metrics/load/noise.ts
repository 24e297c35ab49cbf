/**
 * A pseudorandom number in [0, 1) derived from a seed and an integer; cheap enough to compute for
 * every minute.
 */
export function chance(seed: number, step: number): number {
  let hash = seed ^ Math.imul(step, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** Noise in [-1, 1) that has a new value each minute. */
export const jitter = (seed: number, minute: number): number => 2 * chance(seed, minute) - 1

/** Noise in [-1, 1), interpolated between random values that are `interval` minutes apart. */
export function drift(seed: number, minute: number, interval: number): number {
  const knot = Math.floor(minute / interval)
  const fraction = (minute - knot * interval) / interval
  const from = jitter(seed, knot)
  return from + fraction * (jitter(seed, knot + 1) - from)
}
