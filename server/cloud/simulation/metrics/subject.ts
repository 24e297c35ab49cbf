import type { DecodedOf } from '../../../../src/contract/action'
import {
  longestRetention,
  metricLevels,
  metrics,
} from '../../../../src/contract/actions/monitoring/metrics'
import type { GetMonitorData } from '../../../../src/contract/actions/monitoring/monitoring'
import { refuseMetric } from '../../endpoint/metricRefusal'
import type { Context } from '../handler'
import { namespaceId } from '../lifecycle/cluster/namespace'
import { attemptsAfter } from '../lifecycle/pod/attempts'
import { containerIdAfter } from '../lifecycle/pod/view'
import type { Subject } from './readings'
import type { Life, Part } from './resources/life'
import { Scene } from './scene'

type Query = DecodedOf<typeof GetMonitorData>

/** The first digits of a container's ID are sufficient (容器维度监控指标). */
const leastOfId = 12

/** Reserved value of any dimension: the metrics database fails. */
const failing = 'fault-513'

/** Values of the dimensions, in any order, with their wire names for errors. */
function dimensionsOf({ dimensions }: Query) {
  const places = new Map(dimensions.map(({ name }, index) => [name, index]))
  const toldOf = (name: string) => dimensions[places.get(name) ?? -1]?.value ?? ''
  const missing = (name: string, what: string) =>
    refuseMetric(
      'SourceNotExists',
      `dimensions.${places.get(name)}.value ${toldOf(name)} is no ${what} in this region`,
    )
  return { toldOf, missing }
}

/** Number of the run whose container ID starts with `id`; undefined if there is no retained one. */
function lifeNumber({ pod }: Life, { container, course }: Part, id: string, now: number) {
  const isOf = (number: number) => containerIdAfter(pod, container, number).startsWith(id)
  const run = course.runs.find(({ number, from }) => from - pod.pace.start <= now && isOf(number))
  if (run) return run.number
  const { start, backOff } = pod.pace
  for (const { from, to, number } of course.loops) {
    const attemptAt = (at: number) => attemptsAfter(Math.max(0, at - from), start, backOff).attempt
    const last = attemptAt(Math.min(now, to - 1))
    const first = attemptAt(now - longestRetention * 1000)
    for (let at = last; at >= first; at -= 1) if (isOf(number + at)) return number + at
  }
  return undefined
}

function containerIn(life: Life, id: string, now: number) {
  for (const part of life.parts) {
    const number = lifeNumber(life, part, id, now)
    if (number !== undefined) return { part, only: number }
  }
  return undefined
}

/** The subject of a query; throws if it does not exist. */
export function subjectOf(query: Query, { world, region, now }: Context): Subject {
  const { toldOf, missing } = dimensionsOf(query)
  const { level } = metrics[query.metricName]
  if (query.dimensions.some(({ value }) => value === failing)) {
    throw refuseMetric('Database', 'the measurements cannot be read')
  }
  const [ofCluster] = metricLevels[level].dimensions
  const clusterId = toldOf(ofCluster)
  if (world.get('cluster', clusterId)?.region !== region.long) throw missing(ofCluster, 'cluster')
  const scene = new Scene(world, clusterId)
  if (level === 'cluster') return { scene, cast: { serviceId: '', lives: [] }, chosen: [] }

  const [namespace, name] = [toldOf('namespace'), toldOf('serviceName')]
  const cast = scene.cast(namespace, name)
  if (!world.get('service', cast.serviceId) && cast.lives.length === 0) {
    if (world.get('namespace', namespaceId(clusterId, namespace))) {
      throw missing('serviceName', `service of namespace ${namespace}`)
    }
    throw missing('namespace', 'namespace of the cluster')
  }
  if (level === 'service') return { scene, cast, chosen: cast.lives }

  const podName = toldOf('podName')
  const chosen = cast.lives.filter((one) => one.pod.name === podName)
  const [life] = chosen
  // A pod without a node exists, but has no metrics yet.
  const waiting = world.get('pod', `${clusterId}/${namespace}/${podName}`)
  if (!life && waiting?.service !== name) {
    throw missing('podName', `instance of service ${name}`)
  }
  if (level === 'pod') return { scene, cast, chosen }

  const id = toldOf('containerId')
  const found = life && id.length >= leastOfId ? containerIn(life, id, now) : undefined
  if (!found) throw missing('containerId', `container of instance ${podName}`)
  return { scene, cast, chosen, ...found }
}
