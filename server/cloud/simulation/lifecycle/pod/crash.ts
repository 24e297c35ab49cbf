import type { Crash, Pod } from '../../world/serviceResources'
import { type Attempts, attemptsAfter } from './attempts'

type Container = Pod['containers'][number]

/** Start attempts of a container, with the time of the first and the duration of each. */
export type AttemptSeries = Attempts & { first: number; run: number }

/** State of a crash at a given time. */
export interface CrashState {
  at: number
  /** The failed start attempts so far; undefined unless the container is in a crash loop. */
  attempts?: AttemptSeries | undefined
  /** Time of the successful start; undefined if no start has succeeded yet. */
  restartedAt?: number | undefined
  /** Number of restarts after this crash so far. */
  restarts: number
}

/**
 * A container restarts immediately after a crash. In a crash loop, every start fails after a
 * growing back-off until the container is healed and the next start succeeds.
 */
function crashState(pod: Pod, { at, loops, healedAt }: Crash, now: number): CrashState {
  if (!loops) return { at, restartedAt: at, restarts: 1 }
  const run = pod.pace.start
  const until = Math.min(now, healedAt ?? now)
  const attempts = { ...attemptsAfter(until - at, run, pod.pace.backOff), first: at, run }
  if (healedAt === undefined || healedAt > now)
    return { at, attempts, restarts: attempts.attempt + 1 }
  return { at, attempts, restartedAt: healedAt, restarts: attempts.attempt + 2 }
}

/** Crashes of a container up to `now`, oldest first. */
export const crashesOf = (pod: Pod, container: Container, now: number): CrashState[] =>
  (container.crashes ?? [])
    .filter(({ at }) => at <= now)
    .map((crash) => crashState(pod, crash, now))

export const latestCrash = (pod: Pod, container: Container, now: number): CrashState | undefined =>
  crashesOf(pod, container, now).at(-1)

/** Time from which the container runs again after a crash; undefined if it does not run again. */
export const runsAgainAt = (pod: Pod, { restartedAt }: CrashState): number | undefined =>
  restartedAt === undefined ? undefined : restartedAt + pod.pace.start

/** Whether the container is not running at `at` because of a crash. */
export function isDown(pod: Pod, container: Container, at: number): boolean {
  const crash = latestCrash(pod, container, at)
  if (!crash) return false
  const again = runsAgainAt(pod, crash)
  return again === undefined || at < again
}

/**
 * Time from which the container is ready again after its last crash; undefined if it does not
 * become ready.
 */
export function readyAgainAt(pod: Pick<Pod, 'pace'>, container: Container): number | undefined {
  const last = container.crashes?.at(-1)
  if (!last) return Number.NEGATIVE_INFINITY
  const restartedAt = last.loops ? last.healedAt : last.at
  return restartedAt === undefined ? undefined : restartedAt + pod.pace.start + pod.pace.ready
}
