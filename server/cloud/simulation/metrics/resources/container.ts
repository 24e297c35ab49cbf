import { attemptsAfter } from '../../lifecycle/pod/attempts'
import { hashOf } from '../../world/hash'
import type { Demand } from '../load/demand'
import { chance } from '../load/noise'
import type { Period } from '../load/timeline'
import { minute, type Series } from '../series'
import { addGauge, type Gauge } from './gauge'
import { isWithin } from './host'
import { type ContainerLoad, indicesOf, type PodLifetime } from './lifetime'

/** Container metrics. Their values are integers in units of 0.0001 core, 0.01 MiB and 0.01 KB/s. */
export type ContainerMetric = 'cpu' | 'memory' | 'read' | 'write'

/** Units per core, MiB or KB/s of each metric. */
export const unitsOf: Readonly<Record<ContainerMetric, number>> = {
  cpu: 10_000,
  memory: 100,
  read: 100,
  write: 100,
}

/** Disk reads in KB/s while a container starts. */
const bootRead = 1800

const defaults = { boot: 0, grown: 0, halfLife: 1, max: Number.POSITIVE_INFINITY, isLevel: false }

const maxCpu = ({ size }: ContainerLoad, { host }: PodLifetime) =>
  size.cpuLimits > 0 ? size.cpuLimits / 1000 : host.cpu

/**
 * Limits the simulated memory usage, because a container is killed when it reaches its memory
 * limit.
 */
const maxMemory = ({ size }: ContainerLoad, { host }: PodLifetime) =>
  0.985 * (size.memoryLimits > 0 ? size.memoryLimits : host.mem * 1024)

/** Gauge of each container metric; the image adds a small constant deviation. */
const gauges: {
  [K in ContainerMetric]: (containerLoad: ContainerLoad, lifetime: PodLifetime) => Gauge
} = {
  cpu: (containerLoad, lifetime) => {
    const { baseline, seed, container } = containerLoad
    const { idle, busy, boot } = containerLoad.profile.cpu
    const imageFactor = 0.9 + 0.2 * chance(hashOf(container.image), 1)
    return {
      ...defaults,
      units: unitsOf.cpu,
      rest: baseline.cpu * idle,
      busy: baseline.cpu * busy * imageFactor,
      boot: baseline.cpu * boot,
      wave: 0.13,
      seed,
      max: maxCpu(containerLoad, lifetime),
    }
  },
  memory: (containerLoad, lifetime) => {
    const { baseline, seed, container } = containerLoad
    const { start, grown, over, busy } = containerLoad.profile.memory
    const baseMemory = baseline.memory * (0.93 + 0.14 * chance(hashOf(container.image), 2))
    return {
      ...defaults,
      units: unitsOf.memory,
      rest: baseMemory * start,
      busy: baseMemory * busy,
      grown: baseMemory * grown,
      halfLife: over * minute,
      wave: 0.008,
      seed: seed + 1,
      max: maxMemory(containerLoad, lifetime),
      isLevel: true,
    }
  },
  read: ({ profile: { disk }, seed }) => ({
    ...defaults,
    units: unitsOf.read,
    rest: disk.read,
    busy: disk.busyRead,
    boot: bootRead,
    wave: 0.45,
    seed: seed + 2,
  }),
  write: ({ profile: { disk }, seed }) => ({
    ...defaults,
    units: unitsOf.write,
    rest: disk.write,
    busy: disk.busyWrite,
    wave: 0.4,
    seed: seed + 3,
  }),
}

/** Usage of a container that crashed after running for the fraction `ranFraction` of a minute. */
function usageBeforeCrash(
  containerLoad: ContainerLoad,
  lifetime: PodLifetime,
  kind: ContainerMetric,
  at: number,
  ranFraction: number,
): number {
  const noise = chance(containerLoad.seed, at)
  switch (kind) {
    case 'cpu':
      return (
        Math.min(maxCpu(containerLoad, lifetime), 2 * containerLoad.baseline.cpu) *
        (0.75 + 0.25 * noise) *
        ranFraction
      )
    case 'memory':
      return Math.min(
        maxMemory(containerLoad, lifetime),
        containerLoad.baseline.memory * (0.3 + 0.4 * noise),
      )
    case 'read':
      return bootRead * (0.75 + 0.5 * noise) * ranFraction
    case 'write':
      return 40 * (0.5 + noise) * ranFraction
  }
}

/**
 * Adds the usage during a crash loop: the container has values only in minutes with a start, in
 * proportion to the time that it ran. `onlyRun` restricts the usage to the start with this number.
 */
function addCrashLoop(
  series: Series,
  lifetime: PodLifetime,
  containerLoad: ContainerLoad,
  loop: Period,
  kind: ContainerMetric,
  onlyRun: number | undefined,
): void {
  const { start, backOff } = lifetime.pod.pace
  const startsUntil = (at: number) =>
    at <= loop.from
      ? 0
      : attemptsAfter(Math.min(at, loop.to - 1) - loop.from, start, backOff).attempt + 1
  const { first } = series.span
  const [begin, end] = indicesOf(series.span, loop.from, loop.to)
  const selectedStart = onlyRun === undefined ? undefined : onlyRun - loop.number
  let previousStarts = startsUntil((first + begin - 1) * minute)
  for (let index = begin; index <= end; index += 1) {
    const at = first + index
    const currentStarts = startsUntil(at * minute)
    const hasSelectedStart =
      selectedStart !== undefined &&
      previousStarts <= selectedStart &&
      selectedStart < currentStarts
    const starts =
      selectedStart === undefined ? currentStarts - previousStarts : Number(hasSelectedStart)
    previousStarts = currentStarts
    if (starts === 0 || isWithin(lifetime.host.unreachable, at * minute)) continue
    const ranFraction = Math.min(1, (starts * start) / minute)
    series.add(
      index,
      Math.round(unitsOf[kind] * usageBeforeCrash(containerLoad, lifetime, kind, at, ranFraction)),
    )
  }
}

/**
 * Adds the usage of one container over all of its runs, or over the run `only`. Adds nothing if the
 * container's image was never pulled.
 */
export function addContainerUsage(
  series: Series,
  lifetime: PodLifetime,
  containerLoad: ContainerLoad,
  kind: ContainerMetric,
  demand: Demand,
  onlyRun?: number,
): void {
  const { runs, loops } = containerLoad.timeline
  for (const run of runs) {
    if (onlyRun !== undefined && run.number !== onlyRun) continue
    addGauge(series, lifetime, run, gauges[kind](containerLoad, lifetime), demand)
  }
  for (const loop of loops) addCrashLoop(series, lifetime, containerLoad, loop, kind, onlyRun)
}
