import { randomFrom } from '../../world/hash'
import type { Pod, Template } from '../../world/resources'
import { isSlow } from './fate'

/** How long the phases of an instance take at speed 1, in milliseconds from and to. */
const base = {
  pull: [4000, 8000],
  slowPull: [40_000, 80_000],
  /** When the node has the image already: only what has changed is looked for. */
  pullAgain: [600, 1200],
  /** Containers are made and started. */
  start: [800, 1600],
  /** Until a container without a ready check counts as ready. */
  ready: [300, 700],
  stop: [2000, 5000],
  backOff: [10_000, 10_000],
  /** Until an instance that has just been made is given a node. */
  schedule: [200, 400],
  loadBalancer: [4000, 8000],
} as const satisfies Record<string, readonly [number, number]>

/** Milliseconds that a phase takes; `random` is in [0, 1). At least one, at any speed. */
export function paceOf(what: keyof typeof base, random: number, speed: number): number {
  const [least, most] = base[what]
  return scaled(least + random * (most - least), speed)
}

const scaled = (ms: number, speed: number) => Math.max(1, Math.round(ms / speed))

type Container = Template['containers'][number]
export type Check = NonNullable<Container['healthCheck']>[number]

/** A check with everything filled in that may be left out: the reader's 默认为 3, Kubernetes' 10 s. */
export function checkDefaults(check: Check) {
  return {
    healthNum: check.healthNum ?? (check.type === 'liveCheck' ? 1 : 3),
    unhealthNum: check.unhealthNum ?? 3,
    intervalTime: check.intervalTime ?? 10,
    timeOut: check.timeOut ?? 2,
    delayTime: check.delayTime,
  }
}

export const checkOf = (container: Container, type: Check['type']): Check | undefined =>
  container.healthCheck?.find((one) => one.type === type)

/** Seconds from a container's start until its ready check has succeeded often enough. */
function secondsToReady(container: Container): number | undefined {
  const check = checkOf(container, 'readyCheck')
  if (!check) return undefined
  const { delayTime, healthNum, intervalTime } = checkDefaults(check)
  return delayTime + healthNum * intervalTime
}

/** The phases of one instance, drawn from its id. */
export function drawPace(id: string, template: Template, speed: number): Pod['pace'] {
  const random = randomFrom(id)
  const slow = template.containers.some((one) => isSlow(one.image))
  const checks = template.containers.flatMap((one) => secondsToReady(one) ?? [])
  const pull = paceOf(slow ? 'slowPull' : 'pull', random(), speed)
  const start = paceOf('start', random(), speed)
  const unchecked = paceOf('ready', random(), speed)
  return {
    pull,
    start,
    ready: Math.max(unchecked, ...checks.map((seconds) => scaled(seconds * 1000, speed))),
    settle: Math.round(((template.minReadySeconds ?? 0) * 1000) / speed),
    stop: paceOf('stop', random(), speed),
    backOff: paceOf('backOff', random(), speed),
  }
}
