import { hashOf } from '../../world/hash'
import { Demand } from '../load/demand'
import { chance, jitter } from '../load/noise'
import type { Cast } from '../scene'
import { minute, Series, type Span } from '../series'
import { addContainer, unitsOf } from './container'
import { type Host, isWithin } from './host'

type Resource = 'cpu' | 'memory'

/** Memory usage of a node with memory pressure, and how long it takes to reach it. */
const pressedTo = 0.955
const pressedWithin = 10 * minute

const wholeOf = (host: Host, resource: Resource) =>
  unitsOf[resource] * (resource === 'cpu' ? host.cpu : host.mem * 1024)

/** Usage of a node's system in a minute: kubelet, Docker, agents. */
function systemAt(host: Host, seed: number, resource: Resource, at: number): number {
  const nature = 0.8 + 0.4 * chance(seed, 0)
  const wave = jitter(seed, at)
  const used =
    resource === 'cpu'
      ? (0.03 + 0.014 * host.cpu) * nature * (1 + 0.2 * wave)
      : (240 + 0.03 * host.mem * 1024) * nature * (1 + 0.01 * wave)
  return Math.round(unitsOf[resource] * used)
}

/**
 * Memory that processes outside containers use on a node with memory pressure, given the other
 * usage.
 */
function pressureAt(host: Host, now: number, used: number): number {
  const since = host.pressed.find((one) => now > one.from && now <= one.to)?.from
  if (since === undefined) return 0
  const wanted = Math.max(0, pressedTo * wholeOf(host, 'memory') - used)
  return Math.round(wanted * Math.min(1, (now - since) / pressedWithin))
}

/**
 * Adds the node's own usage to that of its containers, converts it to percent, and drops the
 * minutes in which the node was absent or unreachable.
 */
function complete(series: Series, host: Host, resource: Resource): void {
  const seed = hashOf(`${host.nodeId}/${host.createdAt}/${resource}`)
  const { first, count } = series.span
  for (let index = 0; index < count; index += 1) {
    const now = (first + index) * minute
    if (now <= host.from || now > host.to || isWithin(host.dark, now)) {
      series.heard[index] = 0
      continue
    }
    series.add(index, systemAt(host, seed, resource, first + index))
    if (resource === 'memory') series.add(index, pressureAt(host, now, series.values[index] ?? 0))
  }
  const whole = wholeOf(host, resource)
  series.percentOf(() => whole)
}

/** Mean usage of the nodes in percent: dc_cpu_usage, dc_mem_usage. */
export function clusterUsage(
  casts: readonly Cast[],
  hosts: readonly Host[],
  resource: Resource,
  span: Span,
): Series {
  const onHost = new Map(hosts.map((host) => [host, new Series(span)]))
  for (const { serviceId, lives } of casts) {
    const demand = new Demand(serviceId, lives, span)
    for (const life of lives) {
      const series = onHost.get(life.host)
      if (!series) continue
      for (const part of life.parts) addContainer(series, life, part, resource, demand)
    }
  }
  const mean = new Series(span)
  const nodes = new Float64Array(span.count)
  for (const [host, series] of onHost) {
    complete(series, host, resource)
    for (let index = 0; index < span.count; index += 1) {
      if (series.heard[index] !== 1) continue
      mean.add(index, Math.min(100, series.values[index] ?? 0))
      nodes[index] = (nodes[index] ?? 0) + 1
    }
  }
  return mean.dividedBy(nodes)
}

/** Capacity of all joined nodes in each minute, in the units of `Kind`. */
export function clusterCapacity(
  hosts: readonly Host[],
  resource: Resource,
  { first }: Span,
): (index: number) => number {
  return (index) => {
    const now = (first + index) * minute
    let whole = 0
    for (const host of hosts) {
      if (now > host.from && now <= host.to) whole += wholeOf(host, resource)
    }
    return whole
  }
}
