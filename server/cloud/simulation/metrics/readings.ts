import type { MetricName } from '../../../../src/contract/actions/monitoring/metrics'
import type { ClusterMetrics, ServiceLifetimes } from './clusterMetrics'
import { Demand } from './load/demand'
import { clusterCapacity, clusterUsage } from './resources/cluster'
import { addContainerUsage, type ContainerMetric, unitsOf } from './resources/container'
import type { ContainerLoad, PodLifetime } from './resources/lifetime'
import { addTraffic, bandwidthUnits, type Direction } from './resources/network'
import { Series, type Span } from './series'

/** Subject of a metric query. */
export interface Subject {
  cluster: ClusterMetrics
  service: ServiceLifetimes
  pods: readonly PodLifetime[]
  container?: ContainerLoad | undefined
  /** Number of the selected run of a container that has restarted. */
  runNumber?: number | undefined
}

/**
 * How a metric is computed: its value in each minute, and whether longer periods use the sum
 * instead of the mean.
 */
interface Reading {
  compute: (subject: Subject, span: Span) => Series
  isTotal?: boolean
}

function usageOf(
  { service, pods, container, runNumber }: Subject,
  span: Span,
  kind: ContainerMetric,
): Series {
  const series = new Series(span)
  const demand = new Demand(service.serviceId, service.lifetimes, span)
  for (const lifetime of pods) {
    for (const containerLoad of container ? [container] : lifetime.containers) {
      addContainerUsage(series, lifetime, containerLoad, kind, demand, runNumber)
    }
  }
  return series
}

function trafficOf(
  { service, pods }: Subject,
  span: Span,
  direction: Direction,
  isPackets: boolean,
): Series {
  const series = new Series(span)
  const demand = new Demand(service.serviceId, service.lifetimes, span)
  for (const lifetime of pods) addTraffic(series, lifetime, direction, demand, isPackets)
  return series
}

const usage = (kind: ContainerMetric): Reading => ({
  compute: (subject, span) => usageOf(subject, span, kind).multiply(1 / unitsOf[kind]),
})

/** Number of disk operations: throughput divided by the block size. */
const operations = (kind: 'read' | 'write'): Reading => ({
  compute: (subject, span) =>
    usageOf(subject, span, kind).multiply(
      1 / unitsOf[kind] / (subject.container?.profile.disk.block ?? 8),
    ),
})

const ofCluster = (kind: 'cpu' | 'memory'): Reading => ({
  compute: (subject, span) =>
    usageOf(subject, span, kind).toPercentOf(clusterCapacity(subject.cluster.hosts, kind, span)),
})

/** Usage of a container as a percentage of its capacity; no points if the capacity is unlimited. */
const percentage = (
  kind: 'cpu' | 'memory',
  capacityOf: (containerLoad: ContainerLoad, lifetime: PodLifetime) => number,
): Reading => ({
  compute: (subject, span) => {
    const [lifetime] = subject.pods
    const capacity =
      lifetime && subject.container ? capacityOf(subject.container, lifetime) * unitsOf[kind] : 0
    return usageOf(subject, span, kind).toPercentOf(() => capacity)
  },
})

const bandwidth = (direction: Direction): Reading => ({
  compute: (subject, span) =>
    trafficOf(subject, span, direction, false).multiply(1 / bandwidthUnits),
})

/** Converts Mbps to MB per minute. */
const flux = (direction: Direction): Reading => ({
  compute: (subject, span) =>
    trafficOf(subject, span, direction, false).multiply(60 / 8 / bandwidthUnits),
  isTotal: true,
})

const packets = (direction: Direction): Reading => ({
  compute: (subject, span) => trafficOf(subject, span, direction, true),
})

const clusterMean = (kind: 'cpu' | 'memory'): Reading => ({
  compute: ({ cluster }, span) =>
    clusterUsage(cluster.allServiceLifetimes(), cluster.hosts, kind, span),
})

export const readings: Readonly<Record<MetricName, Reading>> = {
  dc_cpu_usage: clusterMean('cpu'),
  dc_mem_usage: clusterMean('memory'),

  service_cpu_used: usage('cpu'),
  service_cpu_usage_for_cluster: ofCluster('cpu'),
  service_mem_used: usage('memory'),
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

  container_cpu_used: usage('cpu'),
  container_cpu_usage_for_node: percentage('cpu', (_part, { host }) => host.cpu),
  container_cpu_usage_for_request: percentage('cpu', ({ size }) => size.cpu / 1000),
  container_cpu_usage_for_limit: percentage('cpu', ({ size }) => size.cpuLimits / 1000),
  container_mem_used: usage('memory'),
  container_mem_usage_for_node: percentage('memory', (_part, { host }) => host.mem * 1024),
  container_mem_usage_for_request: percentage('memory', ({ size }) => size.memory),
  container_mem_usage_for_limit: percentage('memory', ({ size }) => size.memoryLimits),
  container_disk_read_traffic: usage('read'),
  container_disk_write_traffic: usage('write'),
  container_disk_read: operations('read'),
  container_disk_write: operations('write'),
}
