import { defaultOf, dependentDefaults } from '../../../../../src/contract/tables/dependentDefaults'
import { seededRandom } from '../../world/hash'
import type { Pod, Template } from '../../world/serviceResources'
import { isSlow } from './outcome'

/** Minimum and maximum duration in milliseconds of each phase of an instance, at speed 1. */
const baseDurations = {
  pull: [4000, 8000],
  slowPull: [40_000, 80_000],
  /** Pull of an image that the node already has: only checks for changes. */
  pullAgain: [600, 1200],
  /** Creation and start of the containers. */
  start: [800, 1600],
  /** Time until a container without a readiness check counts as ready. */
  ready: [300, 700],
  stop: [2000, 5000],
  backOff: [10_000, 10_000],
  /** Time from the creation of the instance to the first scheduling attempt. */
  schedule: [200, 400],
  loadBalancer: [4000, 8000],
} as const satisfies Record<string, readonly [number, number]>

/** Duration of a phase in milliseconds, at least 1 at any speed; `random` is in [0, 1). */
export function phaseDuration(
  phase: keyof typeof baseDurations,
  random: number,
  speed: number,
): number {
  const [min, max] = baseDurations[phase]
  return scaled(min + random * (max - min), speed)
}

const scaled = (ms: number, speed: number) => Math.max(1, Math.round(ms / speed))

type Container = Template['containers'][number]
export type Check = NonNullable<Container['healthCheck']>[number]

/**
 * A health check with default values for omitted fields: 3 as in the API documentation (默认为 3), and
 * 10 s as in Kubernetes.
 */
export function checkDefaults(check: Check) {
  return {
    healthNum: check.healthNum ?? defaultOf(dependentDefaults.healthNum, check),
    unhealthNum: check.unhealthNum ?? defaultOf(dependentDefaults.unhealthNum, check),
    intervalTime: check.intervalTime ?? 10,
    timeOut: check.timeOut ?? 2,
    delayTime: check.delayTime,
  }
}

export const checkOf = (container: Container, type: Check['type']): Check | undefined =>
  container.healthCheck?.find((check) => check.type === type)

/** Seconds from a container's start until its readiness check has succeeded `healthNum` times. */
function secondsToReady(container: Container): number | undefined {
  const check = checkOf(container, 'readyCheck')
  if (!check) return undefined
  const { delayTime, healthNum, intervalTime } = checkDefaults(check)
  return delayTime + healthNum * intervalTime
}

/** Chooses the phase durations of one instance by hashing its ID. */
export function drawPace(id: string, template: Template, speed: number): Pod['pace'] {
  const random = seededRandom(id)
  const isSlowImage = template.containers.some((container) => isSlow(container.image))
  const checks = template.containers.flatMap((container) => secondsToReady(container) ?? [])
  const pull = phaseDuration(isSlowImage ? 'slowPull' : 'pull', random(), speed)
  const start = phaseDuration('start', random(), speed)
  const unchecked = phaseDuration('ready', random(), speed)
  return {
    pull,
    start,
    ready: Math.max(unchecked, ...checks.map((seconds) => scaled(seconds * 1000, speed))),
    settle: Math.round(((template.minReadySeconds ?? 0) * 1000) / speed),
    stop: phaseDuration('stop', random(), speed),
    backOff: phaseDuration('backOff', random(), speed),
  }
}
