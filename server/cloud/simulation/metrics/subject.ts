import type { DecodedOf } from '../../../../src/contract/action'
import {
  longestRetention,
  metricLevels,
  metrics,
} from '../../../../src/contract/actions/monitoring/metrics'
import type { GetMonitorData } from '../../../../src/contract/actions/monitoring/monitoring'
import { metricError } from '../../endpoint/metricErrors'
import type { Context } from '../handler'
import { namespaceId } from '../lifecycle/cluster/namespace'
import { attemptsAfter } from '../lifecycle/pod/attempts'
import { containerIdAfter } from '../lifecycle/pod/view'
import { ClusterMetrics } from './clusterMetrics'
import type { Subject } from './readings'
import type { ContainerLoad, PodLifetime } from './resources/lifetime'

type Query = DecodedOf<typeof GetMonitorData>

/** Number of leading digits of a container ID that a query must specify (容器维度监控指标). */
const minIdDigits = 12

/** Reserved value of any dimension: the query fails with an error of the metrics database. */
const failing = 'fault-513'

/** Reads the dimensions of a query, which may be in any order; errors contain their wire names. */
function dimensionsOf({ dimensions }: Query) {
  const places = new Map(dimensions.map(({ name }, index) => [name, index]))
  const dimension = (name: string) => dimensions[places.get(name) ?? -1]?.value ?? ''
  const missingError = (name: string, resource: string) =>
    metricError(
      'SourceNotExists',
      `dimensions.${places.get(name)}.value ${dimension(name)} is no ${resource} in this region`,
    )
  return { dimension, missing: missingError }
}

/**
 * Number of the container's run whose container ID starts with `id`; undefined if no retained run
 * has such an ID.
 */
function runNumberOf(
  { pod }: PodLifetime,
  { container, timeline }: ContainerLoad,
  id: string,
  now: number,
) {
  const matchesId = (number: number) => containerIdAfter(pod, container, number).startsWith(id)
  const run = timeline.runs.find(
    ({ number, from }) => from - pod.pace.start <= now && matchesId(number),
  )
  if (run) return run.number
  const { start, backOff } = pod.pace
  for (const { from, to, number } of timeline.loops) {
    const attemptAt = (at: number) => attemptsAfter(Math.max(0, at - from), start, backOff).attempt
    const last = attemptAt(Math.min(now, to - 1))
    const first = attemptAt(now - longestRetention * 1000)
    for (let at = last; at >= first; at -= 1) if (matchesId(number + at)) return number + at
  }
  return undefined
}

function containerIn(lifetime: PodLifetime, id: string, now: number) {
  for (const containerLoad of lifetime.containers) {
    const number = runNumberOf(lifetime, containerLoad, id, now)
    if (number !== undefined) return { container: containerLoad, runNumber: number }
  }
  return undefined
}

/** Finds the subject of a query; throws if it does not exist. */
export function subjectOf(query: Query, { world, region, now }: Context): Subject {
  const { dimension, missing } = dimensionsOf(query)
  const { level } = metrics[query.metricName]
  if (query.dimensions.some(({ value }) => value === failing)) {
    throw metricError('Database', 'the metrics cannot be read')
  }
  const [ofCluster] = metricLevels[level].dimensions
  const clusterId = dimension(ofCluster)
  if (world.get('cluster', clusterId)?.region !== region.long) throw missing(ofCluster, 'cluster')
  const cluster = new ClusterMetrics(world, clusterId)
  if (level === 'cluster') return { cluster, service: { serviceId: '', lifetimes: [] }, pods: [] }

  const [namespace, name] = [dimension('namespace'), dimension('serviceName')]
  const service = cluster.serviceLifetimes(namespace, name)
  if (!world.get('service', service.serviceId) && service.lifetimes.length === 0) {
    if (world.get('namespace', namespaceId(clusterId, namespace))) {
      throw missing('serviceName', `service of namespace ${namespace}`)
    }
    throw missing('namespace', 'namespace of the cluster')
  }
  if (level === 'service') return { cluster, service, pods: service.lifetimes }

  const podName = dimension('podName')
  const pods = service.lifetimes.filter((lifetime) => lifetime.pod.name === podName)
  const [lifetime] = pods
  // An unscheduled pod exists, but has no metrics yet.
  const pendingPod = world.get('pod', `${clusterId}/${namespace}/${podName}`)
  if (!lifetime && pendingPod?.service !== name) {
    throw missing('podName', `instance of service ${name}`)
  }
  if (level === 'pod') return { cluster, service, pods }

  const id = dimension('containerId')
  const found = lifetime && id.length >= minIdDigits ? containerIn(lifetime, id, now) : undefined
  if (!found) throw missing('containerId', `container of instance ${podName}`)
  return { cluster, service, pods, ...found }
}
