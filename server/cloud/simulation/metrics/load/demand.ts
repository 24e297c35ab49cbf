import { hashOf } from '../../world/hash'
import { isWithin } from '../resources/host'
import { indicesOf, type PodLifetime } from '../resources/lifetime'
import { minute, type Span } from '../series'
import { chance, drift } from './noise'
import { type ProfileName, weeklyLoad } from './profiles'
import { minuteOfWeek } from './week'

/** Probability that an hour contains a load peak, which lasts twenty minutes. */
const peakProbability = 1 / 80
/**
 * Maximum load of an instance as a multiple of its share of the demand; demand above it is dropped.
 */
const maxLoadFactor = 3

/** Factor of the load peak that occurs in the middle of some hours; 1 outside a peak. */
function peakFactor(seed: number, at: number): number {
  const hour = Math.floor(at / 60)
  if (chance(seed ^ 0x5bd1e995, hour) >= peakProbability) return 1
  const away = Math.abs(at - hour * 60 - 30) / 10
  return away < 1 ? 1 + 0.7 * (1 - away) : 1
}

/** Demand for a whole service in each minute; 1 is the design load of the service. */
function serviceDemand(serviceId: string, name: ProfileName, { first, count }: Span): Float64Array {
  const seed = hashOf(`${serviceId}/demand`)
  const week = weeklyLoad(name)
  const shift = Math.round(70 * (chance(seed, 1) - 0.5))
  const height = 0.85 + 0.3 * chance(seed, 2)
  const demand = new Float64Array(count)
  for (let index = 0; index < count; index += 1) {
    const at = first + index
    const usual = week[minuteOfWeek(at + shift)] ?? 0
    const mood = 1 + 0.12 * drift(seed, at, 45) + 0.07 * drift(seed + 1, at, 6)
    demand[index] = usual * height * mood * peakFactor(seed, at)
  }
  return demand
}

/** Number of ready instances of a service in each minute. */
function countReady(lives: readonly PodLifetime[], span: Span): Int32Array {
  const ready = new Int32Array(span.count)
  for (const life of lives) {
    for (const { from, to } of life.ready) {
      const [begin, end] = indicesOf(span, from, to)
      for (let index = begin; index <= end; index += 1) {
        const at = (span.first + index) * minute
        if (at <= to && !isWithin(life.host.unreachable, at)) ready[index] = (ready[index] ?? 0) + 1
      }
    }
  }
  return ready
}

/** Load of one service over a time span, distributed among its instances. */
export class Demand {
  readonly #asked = new Map<ProfileName, Float64Array>()
  readonly #shares = new Map<string, Float64Array>()
  #ready: Int32Array | undefined

  constructor(
    private readonly serviceId: string,
    private readonly lifetimes: readonly PodLifetime[],
    private readonly span: Span,
  ) {}

  /** Load of one ready instance in each minute; 1 is the design load of the instance. */
  loadOf({ profileName, initialReplicas }: PodLifetime): Float64Array {
    const key = `${profileName} ${initialReplicas}`
    const shares = this.#shares.get(key) ?? this.#shared(profileName, initialReplicas)
    this.#shares.set(key, shares)
    return shares
  }

  #shared(name: ProfileName, initialReplicas: number): Float64Array {
    this.#ready ??= countReady(this.lifetimes, this.span)
    const demand = this.#asked.get(name) ?? serviceDemand(this.serviceId, name, this.span)
    this.#asked.set(name, demand)
    const ready = this.#ready
    return demand.map(
      (all, index) =>
        all * Math.min(maxLoadFactor, initialReplicas / Math.max(1, ready[index] ?? 1)),
    )
  }
}
