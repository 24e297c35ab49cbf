import { hashOf } from '../hash'
import { attemptsOf } from '../lifecycle/podLife'
import type { Demand } from './demand'
import { isWithin } from './host'
import { indicesOf, type Life, type Part, partOfMinute } from './life'
import { chance, jitter } from './noise'
import { minute, type Series } from './series'

/** What is measured of a container, in whole units: 0.0001 core, 0.01 MiB, 0.01 KB/s. */
export type Kind = 'cpu' | 'memory' | 'read' | 'write'

/** Units in a core, a MiB, a KB/s. */
export const unitsOf: Readonly<Record<Kind, number>> = {
  cpu: 10_000,
  memory: 100,
  read: 100,
  write: 100,
}

/** The work of a start is done after this time. */
const boot = 180_000
/** Read at the start, KB/s. */
const bootRead = 1800

interface Moment {
  /** Minute since 1970. */
  at: number
  /** Milliseconds since the container started. */
  age: number
  /** Work that it has, 1 being what it is made for. */
  load: number
}

type Gauge = (moment: Moment) => number

/** 1 in the first moment, nothing after the start. */
const booting = (age: number) => Math.max(0, 1 - age / boot)

/** What a container uses at a moment; its image makes it a little better or worse than others. */
const gauges: { [K in Kind]: (part: Part, life: Life) => Gauge } = {
  cpu: ({ usual, size, character: { cpu }, seed, container }, { host }) => {
    const skill = 0.9 + 0.2 * chance(hashOf(container.image), 1)
    const most = size.cpuLimits > 0 ? size.cpuLimits / 1000 : host.cpu
    return ({ at, age, load }) => {
      const share = cpu.idle + cpu.busy * skill * load + cpu.boot * booting(age)
      return Math.min(most, usual.cpu * share * (1 + 0.13 * jitter(seed, at)))
    }
  },
  memory: ({ usual, size, character: { memory }, seed, container }, { host }) => {
    const skill = 0.93 + 0.14 * chance(hashOf(container.image), 2)
    const most = (size.memoryLimits > 0 ? size.memoryLimits : host.mem * 1024) * 0.985
    const over = memory.over * minute
    return ({ at, age, load }) => {
      const grown = memory.grown * (age / (age + over))
      const share = skill * (memory.start + grown + memory.busy * Math.min(1.5, load))
      return Math.min(most, usual.memory * share * (1 + 0.008 * jitter(seed + 1, at)))
    }
  },
  read: ({ character: { disk }, seed }) => {
    return ({ at, age, load }) =>
      (disk.read + disk.busyRead * load) * (1 + 0.45 * jitter(seed + 2, at)) +
      bootRead * booting(age)
  },
  write: ({ character: { disk }, seed }) => {
    return ({ at, load }) => (disk.write + disk.busyWrite * load) * (1 + 0.4 * jitter(seed + 3, at))
  },
}

/** A container that starts once and runs to its pod's end. */
function addSteady(series: Series, life: Life, part: Part, kind: Kind, demand: Demand): void {
  const { host, from, to, readyFrom } = life
  const gauge = gauges[kind](part, life)
  const share = demand.shareOf(life)
  const units = unitsOf[kind]
  const isRate = kind !== 'memory'
  const { first } = series.span
  const [begin, end] = indicesOf(series.span, from, to)
  for (let index = begin; index <= end; index += 1) {
    const at = first + index
    const now = at * minute
    if (isWithin(host.dark, now)) continue
    const load = now > readyFrom ? share(index) : 0
    const value = gauge({ at, age: Math.min(now, to) - from, load })
    series.add(index, Math.round(units * value * (isRate ? partOfMinute(now, from, to) : 1)))
  }
}

/**
 * A container that ends right after each start: it is measured in the minutes in which it was started,
 * and only for as long as it ran. `only` is one of its lives, 0 the first.
 */
function addCrashing(
  series: Series,
  { pod, host, to }: Life,
  part: Part,
  kind: Kind,
  only: number | undefined,
): void {
  const begun = (at: number) => {
    const tries = attemptsOf(pod, part.container, Math.min(at, to - 1))
    return tries ? tries.attempt + 1 : 0
  }
  const units = unitsOf[kind]
  const { usual, size, seed } = part
  const most = size.cpuLimits > 0 ? size.cpuLimits / 1000 : host.cpu
  const { first } = series.span
  const [begin, end] = indicesOf(series.span, pod.placed?.at ?? to, to)
  let before = begun((first + begin - 1) * minute)
  for (let index = begin; index <= end; index += 1) {
    const at = first + index
    const after = begun(at * minute)
    const starts = only === undefined ? after - before : before <= only && only < after ? 1 : 0
    before = after
    if (starts === 0 || isWithin(host.dark, at * minute)) continue
    const ran = Math.min(1, (starts * pod.pace.start) / minute)
    const wave = chance(seed, at)
    const values: Record<Kind, number> = {
      cpu: Math.min(most, usual.cpu * 2) * (0.75 + 0.25 * wave) * ran,
      memory: usual.memory * (0.3 + 0.4 * wave),
      read: bootRead * (0.75 + 0.5 * wave) * ran,
      write: 40 * (0.5 + wave) * ran,
    }
    series.add(index, Math.round(units * values[kind]))
  }
}

/** Adds what one container was measured at; of one whose image never came there is nothing. */
export function addContainer(
  series: Series,
  life: Life,
  part: Part,
  kind: Kind,
  demand: Demand,
  only?: number,
): void {
  const { fate } = part.container
  if (fate === 'pullFails') return
  if (fate === 'crashes') addCrashing(series, life, part, kind, only)
  else addSteady(series, life, part, kind, demand)
}
