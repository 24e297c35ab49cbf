import type { Crash, Pod } from '../../world/resources'
import { type Attempts, attemptsAfter } from './attempts'

type Container = Pod['containers'][number]

/** Attempts to start, the first at `first`, each of which lasts for `run`. */
export type Tries = Attempts & { first: number; run: number }

/** A crash and what has become of it by some moment. */
export interface CrashSeen {
  at: number
  /** Starts that came to nothing, as far as they have come; of one crash alone there are none. */
  tries?: Tries | undefined
  /** The start that holds; undefined while there is none. */
  restartedAt?: number | undefined
  /** Starts up to that moment. */
  restarts: number
}

/**
 * A container that crashes is started again at once. In a loop that start and all further ones fail,
 * more and more slowly, until it is healed, which makes it start once more.
 */
function seen(pod: Pod, { at, loops, healedAt }: Crash, now: number): CrashSeen {
  if (!loops) return { at, restartedAt: at, restarts: 1 }
  const run = pod.pace.start
  const until = Math.min(now, healedAt ?? now)
  const tries = { ...attemptsAfter(until - at, run, pod.pace.backOff), first: at, run }
  if (healedAt === undefined || healedAt > now) return { at, tries, restarts: tries.attempt + 1 }
  return { at, tries, restartedAt: healedAt, restarts: tries.attempt + 2 }
}

/** The crashes of a container up to `now`, the latest last. Whatever follows from them is in here. */
export const crashesOf = (pod: Pod, container: Container, now: number): CrashSeen[] =>
  (container.crashes ?? []).filter(({ at }) => at <= now).map((crash) => seen(pod, crash, now))

export const latestCrash = (pod: Pod, container: Container, now: number): CrashSeen | undefined =>
  crashesOf(pod, container, now).at(-1)

/** Instant from which the container runs again after a crash; undefined where it never will. */
export const runsAgainAt = (pod: Pod, { restartedAt }: CrashSeen): number | undefined =>
  restartedAt === undefined ? undefined : restartedAt + pod.pace.start

/** Whether a crash keeps the container from running at `at`, be that past or present. */
export function isDown(pod: Pod, container: Container, at: number): boolean {
  const crash = latestCrash(pod, container, at)
  if (!crash) return false
  const again = runsAgainAt(pod, crash)
  return again === undefined || at < again
}

/** Instant from which the container is ready again, after its last crash; undefined where it never will be. */
export function readyAgainAt(pod: Pick<Pod, 'pace'>, container: Container): number | undefined {
  const last = container.crashes?.at(-1)
  if (!last) return Number.NEGATIVE_INFINITY
  const restartedAt = last.loops ? last.healedAt : last.at
  return restartedAt === undefined ? undefined : restartedAt + pod.pace.start + pod.pace.ready
}
