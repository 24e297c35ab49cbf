import type { DecodedOf } from '../../../../src/contract/action'
import {
  type MetricName,
  metricLevels,
  metrics,
} from '../../../../src/contract/actions/monitoring/metrics'
import type { GetMonitorData } from '../../../../src/contract/actions/monitoring/monitoring'
import { beijingTime } from '../../beijingTime'
import { monitoring } from '../areas/monitoring'
import { containerIdAfter } from '../lifecycle/pod/view'
import { Bench, clusterId, createParams } from '../lifecycle/service/serviceTesting'

type Query = DecodedOf<typeof GetMonitorData>
type Points = (number | null)[]

/** Dimensions of a query; the default is the service `web` in the namespace `default`. */
interface Dimensions {
  serviceName?: string
  podName?: string
  containerId?: string
}

/** Time range in milliseconds since 1970; both ends are included. */
interface TimeRange {
  from: number
  to: number
  period?: Query['period']
}

/** Decoded parameters of a metric query. */
export function queryOf(
  metricName: MetricName,
  selected: Dimensions,
  { from, to, period = 60 }: TimeRange,
): Query {
  const { namespace, dimensions } = metricLevels[metrics[metricName].level]
  const values = new Map<string, string>(
    Object.entries({
      docker_clusterid: clusterId,
      clusterId,
      namespace: 'default',
      serviceName: 'web',
      ...selected,
    }),
  )
  return {
    namespace,
    metricName,
    dimensions: dimensions.map((name) => ({ name, value: values.get(name) ?? '' })),
    period,
    startTime: beijingTime(from),
    endTime: beijingTime(to),
  }
}

/** Points of a metric, queried at the test simulation's current time. */
export const measure = (
  bench: Bench,
  name: MetricName,
  selected: Dimensions,
  range: TimeRange,
): Points => monitoring.GetMonitorData(queryOf(name, selected, range), bench.context).dataPoints

/** All current and deleted pods of one service, with their container IDs. */
export const everyPod = ({ world }: Bench, service = 'web') =>
  [...world.all('pod'), ...world.all('deletedPod')]
    .filter((pod) => pod.service === service && pod.assignment)
    .map((pod) => ({
      podName: pod.name,
      containerIds: pod.containers.map((container) => containerIdAfter(pod, container, 0)),
    }))

/** Sum of several series, point by point; a point is null if it is null in all series. */
export const sumOf = (allPoints: readonly Points[]): Points =>
  (allPoints[0] ?? []).map((_, index) => {
    const measured = allPoints.flatMap((points) => points[index] ?? [])
    return measured.length === 0 ? null : measured.reduce((sum, value) => sum + value, 0)
  })

/** Mean of each group of `groupSize` points; null if all points of the group are null. */
export const meanOf = (points: Points, groupSize: number): Points =>
  Array.from({ length: Math.ceil(points.length / groupSize) }, (_, index) => {
    const measured = points
      .slice(index * groupSize, (index + 1) * groupSize)
      .flatMap((point) => point ?? [])
    return measured.length === 0
      ? null
      : measured.reduce((sum, item) => sum + item, 0) / measured.length
  })

export const minutes = (count: number) => count * 60_000
export const hours = (count: number) => minutes(60 * count)

/**
 * A test simulation with a running service `web`, by default with two instances and a public load
 * balancer.
 */
export function runningBench(
  image = 'shop/web:1',
  overrides: Parameters<typeof createParams>[0] = {},
): Bench {
  const bench = new Bench()
  const size = { cpu: 200, cpuLimits: 400, memory: 256, memoryLimits: 512 }
  const containers = [{ containerName: 'app', image, ...size }]
  const defaultParams = { replicas: 2, containers, accessType: 'LoadBalancer' as const }
  bench.call('CreateClusterService', createParams({ ...defaultParams, ...overrides }))
  return bench
}

/** Time range of the last `count` minutes. */
export const lastMinutes = ({ context: { now } }: Bench, count: number) => ({
  from: now - minutes(count),
  to: now,
})

export const isNull = (points: Points) => points.every((point) => point === null)
export const numbers = (points: Points) => points.flatMap((point) => point ?? [])
export const mean = (points: Points) => meanOf(points, points.length)[0] ?? Number.NaN
