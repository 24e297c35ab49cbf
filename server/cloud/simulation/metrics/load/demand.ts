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
  const distance = Math.abs(at - hour * 60 - 30) / 10
  return distance < 1 ? 1 + 0.7 * (1 - distance) : 1
}

/** Demand for a whole service in each minute; 1 is the design load of the service. */
function serviceDemand(serviceId: string, name: ProfileName, { first, count }: Span): Float64Array {
  const seed = hashOf(`${serviceId}/demand`)
  const week = weeklyLoad(name)
  const shiftMinutes = Math.round(70 * (chance(seed, 1) - 0.5))
  const serviceFactor = 0.85 + 0.3 * chance(seed, 2)
  const demand = new Float64Array(count)
  for (let index = 0; index < count; index += 1) {
    const at = first + index
    const usualDemand = week[minuteOfWeek(at + shiftMinutes)] ?? 0
    const noise = 1 + 0.12 * drift(seed, at, 45) + 0.07 * drift(seed + 1, at, 6)
    demand[index] = usualDemand * serviceFactor * noise * peakFactor(seed, at)
  }
  return demand
}

/** Number of ready instances of a service in each minute. */
function countReady(lifetimes: readonly PodLifetime[], span: Span): Int32Array {
  const readyCounts = new Int32Array(span.count)
  for (const lifetime of lifetimes) {
    for (const { from, to } of lifetime.ready) {
      const [begin, end] = indicesOf(span, from, to)
      for (let index = begin; index <= end; index += 1) {
        const at = (span.first + index) * minute
        if (at <= to && !isWithin(lifetime.host.unreachable, at))
          readyCounts[index] = (readyCounts[index] ?? 0) + 1
      }
    }
  }
  return readyCounts
}

/** Load of one service over a time span, distributed among its instances. */
export class Demand {
  readonly #demands = new Map<ProfileName, Float64Array>()
  readonly #shares = new Map<string, Float64Array>()
  #readyCounts: Int32Array | undefined

  constructor(
    private readonly serviceId: string,
    private readonly lifetimes: readonly PodLifetime[],
    private readonly span: Span,
  ) {}

  /** Load of one ready instance in each minute; 1 is the design load of the instance. */
  loadOf({ profileName, initialReplicas }: PodLifetime): Float64Array {
    const key = `${profileName} ${initialReplicas}`
    const shares = this.#shares.get(key) ?? this.#computeShares(profileName, initialReplicas)
    this.#shares.set(key, shares)
    return shares
  }

  #computeShares(name: ProfileName, initialReplicas: number): Float64Array {
    this.#readyCounts ??= countReady(this.lifetimes, this.span)
    const demand = this.#demands.get(name) ?? serviceDemand(this.serviceId, name, this.span)
    this.#demands.set(name, demand)
    const readyCounts = this.#readyCounts
    return demand.map(
      (total, index) =>
        total * Math.min(maxLoadFactor, initialReplicas / Math.max(1, readyCounts[index] ?? 1)),
    )
  }
}
