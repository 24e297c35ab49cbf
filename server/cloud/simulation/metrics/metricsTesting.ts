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
import { Bench, clusterId, spec } from '../lifecycle/service/serviceTesting'

type Query = DecodedOf<typeof GetMonitorData>
type Points = (number | null)[]

/** Dimensions that differ from the service `web` in the namespace default. */
interface Dimensions {
  serviceName?: string
  podName?: string
  containerId?: string
}

/** Time range: milliseconds since 1970, both included. */
interface TimeRange {
  from: number
  to: number
  period?: Query['period']
}

/** Query parameters as a handler receives them. */
export function queryOf(
  metricName: MetricName,
  of: Dimensions,
  { from, to, period = 60 }: TimeRange,
): Query {
  const { namespace, dimensions } = metricLevels[metrics[metricName].level]
  const values = new Map<string, string>(
    Object.entries({
      docker_clusterid: clusterId,
      clusterId,
      namespace: 'default',
      serviceName: 'web',
      ...of,
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

/** Points of a metric at the bench's current time. */
export const measure = (bench: Bench, name: MetricName, of: Dimensions, when: TimeRange): Points =>
  monitoring.GetMonitorData(queryOf(name, of, when), bench.context).dataPoints

/** All current and deleted pods of one service, with the IDs of their containers. */
export const everyPod = ({ world }: Bench, service = 'web') =>
  [...world.all('pod'), ...world.all('deletedPod')]
    .filter((pod) => pod.service === service && pod.assignment)
    .map((pod) => ({
      podName: pod.name,
      containerIds: pod.containers.map((one) => containerIdAfter(pod, one, 0)),
    }))

/** Sum per point; null where all are null. */
export const sumOf = (all: readonly Points[]): Points =>
  (all[0] ?? []).map((_, index) => {
    const heard = all.flatMap((points) => points[index] ?? [])
    return heard.length === 0 ? null : heard.reduce((sum, value) => sum + value, 0)
  })

/** Mean of each group of points; null if all of them are null. */
export const meanOf = (points: Points, each: number): Points =>
  Array.from({ length: Math.ceil(points.length / each) }, (_, index) => {
    const heard = points.slice(index * each, (index + 1) * each).flatMap((one) => one ?? [])
    return heard.length === 0 ? null : heard.reduce((sum, one) => sum + one, 0) / heard.length
  })

export const minutes = (count: number) => count * 60_000
export const hours = (count: number) => minutes(60 * count)

/** A bench whose service `web` has two instances and a public load balancer by default. */
export function running(image = 'shop/web:1', more: Parameters<typeof spec>[0] = {}): Bench {
  const bench = new Bench()
  const size = { cpu: 200, cpuLimits: 400, memory: 256, memoryLimits: 512 }
  const containers = [{ containerName: 'app', image, ...size }]
  const asked = { replicas: 2, containers, accessType: 'LoadBalancer' as const }
  bench.call('CreateClusterService', spec({ ...asked, ...more }))
  return bench
}

/** The last minutes of a bench. */
export const lastMinutes = ({ context: { now } }: Bench, count: number) => ({
  from: now - minutes(count),
  to: now,
})

export const isNull = (points: Points) => points.every((one) => one === null)
export const numbers = (points: Points) => points.flatMap((one) => one ?? [])
export const mean = (points: Points) => meanOf(points, points.length)[0] ?? Number.NaN
