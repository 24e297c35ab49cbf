import { hashOf } from '../../world/hash'
import type { ServiceLifetimes } from '../clusterMetrics'
import { Demand } from '../load/demand'
import { chance, jitter } from '../load/noise'
import { minute, Series, type Span } from '../series'
import { addContainerUsage, unitsOf } from './container'
import { type Host, isWithin } from './host'

type Resource = 'cpu' | 'memory'

/**
 * Memory usage of a node under memory pressure, as a fraction, and the time until the node reaches
 * it.
 */
const pressureLevel = 0.955
const pressureRiseTime = 10 * minute

const hostCapacity = (host: Host, resource: Resource) =>
  unitsOf[resource] * (resource === 'cpu' ? host.cpu : host.mem * 1024)

/** Usage of a node's system processes in a minute, e.g. kubelet, Docker and agents. */
function systemUsage(host: Host, seed: number, resource: Resource, at: number): number {
  const nodeFactor = 0.8 + 0.4 * chance(seed, 0)
  const noise = jitter(seed, at)
  const used =
    resource === 'cpu'
      ? (0.03 + 0.014 * host.cpu) * nodeFactor * (1 + 0.2 * noise)
      : (240 + 0.03 * host.mem * 1024) * nodeFactor * (1 + 0.01 * noise)
  return Math.round(unitsOf[resource] * used)
}

/**
 * Memory that processes outside containers use on a node under memory pressure; `used` is the
 * memory that is used otherwise.
 */
function pressureUsage(host: Host, now: number, used: number): number {
  const since = host.memoryPressure.find(
    (interval) => now > interval.from && now <= interval.to,
  )?.from
  if (since === undefined) return 0
  const targetUsage = Math.max(0, pressureLevel * hostCapacity(host, 'memory') - used)
  return Math.round(targetUsage * Math.min(1, (now - since) / pressureRiseTime))
}

/**
 * Adds the usage of the node's system processes to that of its containers, converts the sum to
 * percent, and drops the minutes in which the node was absent or unreachable.
 */
function toNodePercent(series: Series, host: Host, resource: Resource): void {
  const seed = hashOf(`${host.nodeId}/${host.createdAt}/${resource}`)
  const { first, count } = series.span
  for (let index = 0; index < count; index += 1) {
    const time = (first + index) * minute
    if (time <= host.from || time > host.to || isWithin(host.unreachable, time)) {
      series.isMeasured[index] = 0
      continue
    }
    series.add(index, systemUsage(host, seed, resource, first + index))
    if (resource === 'memory')
      series.add(index, pressureUsage(host, time, series.values[index] ?? 0))
  }
  const capacity = hostCapacity(host, resource)
  series.toPercentOf(() => capacity)
}

/** Mean usage of a cluster's nodes in percent (dc_cpu_usage, dc_mem_usage). */
export function clusterUsage(
  services: readonly ServiceLifetimes[],
  hosts: readonly Host[],
  resource: Resource,
  span: Span,
): Series {
  const seriesByHost = new Map(hosts.map((host) => [host, new Series(span)]))
  for (const { serviceId, lifetimes } of services) {
    const demand = new Demand(serviceId, lifetimes, span)
    for (const lifetime of lifetimes) {
      const series = seriesByHost.get(lifetime.host)
      if (!series) continue
      for (const containerLoad of lifetime.containers)
        addContainerUsage(series, lifetime, containerLoad, resource, demand)
    }
  }
  const mean = new Series(span)
  const nodes = new Float64Array(span.count)
  for (const [host, series] of seriesByHost) {
    toNodePercent(series, host, resource)
    for (let index = 0; index < span.count; index += 1) {
      if (series.isMeasured[index] !== 1) continue
      mean.add(index, Math.min(100, series.values[index] ?? 0))
      nodes[index] = (nodes[index] ?? 0) + 1
    }
  }
  return mean.divide(nodes)
}

/** Total capacity of the joined nodes in each minute, in the units that `unitsOf` defines. */
export function clusterCapacity(
  hosts: readonly Host[],
  resource: Resource,
  { first }: Span,
): (index: number) => number {
  return (index) => {
    const time = (first + index) * minute
    let capacity = 0
    for (const host of hosts) {
      if (time > host.from && time <= host.to) capacity += hostCapacity(host, resource)
    }
    return capacity
  }
}
