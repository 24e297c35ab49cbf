import type { MetricName } from '../../../../src/contract/actions/monitoring/metrics'
import { Demand } from './load/demand'
import { clusterCapacity, clusterUsage } from './resources/cluster'
import { addContainer, type Kind, unitsOf } from './resources/container'
import type { Life, Part } from './resources/life'
import { addFlow, type Flow, flowUnits } from './resources/network'
import type { Cast, Scene } from './scene'
import { Series, type Span } from './series'

/**
 * Subject of a query: `chosen` are the selected pods of the service, `part` is a container of the
 * selected pod.
 */
export interface Subject {
  scene: Scene
  cast: Cast
  chosen: readonly Life[]
  part?: Part | undefined
  /** Number of one run of a restarting container. */
  only?: number | undefined
}

/**
 * A metric: its value in each minute, and whether longer periods use the sum instead of the mean.
 */
interface Reading {
  take: (subject: Subject, span: Span) => Series
  isTotal?: boolean
}

function used({ cast, chosen, part, only }: Subject, span: Span, kind: Kind): Series {
  const series = new Series(span)
  const demand = new Demand(cast.serviceId, cast.lives, span)
  for (const life of chosen) {
    for (const one of part ? [part] : life.parts) {
      addContainer(series, life, one, kind, demand, only)
    }
  }
  return series
}

function flow({ cast, chosen }: Subject, span: Span, way: Flow, isPackets: boolean): Series {
  const series = new Series(span)
  const demand = new Demand(cast.serviceId, cast.lives, span)
  for (const life of chosen) addFlow(series, life, way, demand, isPackets)
  return series
}

const amount = (kind: Kind): Reading => ({
  take: (subject, span) => used(subject, span, kind).times(1 / unitsOf[kind]),
})

/** Disk operations: traffic divided by the block size. */
const operations = (kind: 'read' | 'write'): Reading => ({
  take: (subject, span) =>
    used(subject, span, kind).times(1 / unitsOf[kind] / (subject.part?.character.disk.block ?? 8)),
})

const ofCluster = (kind: 'cpu' | 'memory'): Reading => ({
  take: (subject, span) =>
    used(subject, span, kind).percentOf(clusterCapacity(subject.scene.hosts, kind, span)),
})

/** Usage of a container as a percentage of a fixed capacity; no points if there is none. */
const share = (kind: 'cpu' | 'memory', wholeOf: (part: Part, life: Life) => number): Reading => ({
  take: (subject, span) => {
    const [life] = subject.chosen
    const whole = life && subject.part ? wholeOf(subject.part, life) * unitsOf[kind] : 0
    return used(subject, span, kind).percentOf(() => whole)
  },
})

const bandwidth = (way: Flow): Reading => ({
  take: (subject, span) => flow(subject, span, way, false).times(1 / flowUnits),
})

/** MB per minute from Mbps. */
const flux = (way: Flow): Reading => ({
  take: (subject, span) => flow(subject, span, way, false).times(60 / 8 / flowUnits),
  isTotal: true,
})

const packets = (way: Flow): Reading => ({
  take: (subject, span) => flow(subject, span, way, true),
})

const nodes = (kind: 'cpu' | 'memory'): Reading => ({
  take: ({ scene }, span) => clusterUsage(scene.casts(), scene.hosts, kind, span),
})

export const readings: Readonly<Record<MetricName, Reading>> = {
  dc_cpu_usage: nodes('cpu'),
  dc_mem_usage: nodes('memory'),

  service_cpu_used: amount('cpu'),
  service_cpu_usage_for_cluster: ofCluster('cpu'),
  service_mem_used: amount('memory'),
  service_mem_usage_for_cluster: ofCluster('memory'),
  service_in_flux: flux('in'),
  service_out_flux: flux('out'),
  service_in_bandwidth: bandwidth('in'),
  service_out_bandwidth: bandwidth('out'),
  service_in_packets: packets('in'),
  service_out_packets: packets('out'),

  pod_in_bandwidth: bandwidth('in'),
  pod_out_bandwidth: bandwidth('out'),
  pod_in_flux: flux('in'),
  pod_out_flux: flux('out'),
  pod_in_packets: packets('in'),
  pod_out_packets: packets('out'),

  container_cpu_used: amount('cpu'),
  container_cpu_usage_for_node: share('cpu', (_part, { host }) => host.cpu),
  container_cpu_usage_for_request: share('cpu', ({ size }) => size.cpu / 1000),
  container_cpu_usage_for_limit: share('cpu', ({ size }) => size.cpuLimits / 1000),
  container_mem_used: amount('memory'),
  container_mem_usage_for_node: share('memory', (_part, { host }) => host.mem * 1024),
  container_mem_usage_for_request: share('memory', ({ size }) => size.memory),
  container_mem_usage_for_limit: share('memory', ({ size }) => size.memoryLimits),
  container_disk_read_traffic: amount('read'),
  container_disk_write_traffic: amount('write'),
  container_disk_read: operations('read'),
  container_disk_write: operations('write'),
}
