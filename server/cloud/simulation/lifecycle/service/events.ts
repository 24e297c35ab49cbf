import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeServiceEvent } from '../../../../../src/contract/actions/services/services'
import { eventWindowSeconds } from '../../../../../src/contract/tables/limits'
import { beijingTime } from '../../../beijingTime'
import type { Service, ServiceEvent } from '../../world/serviceResources'
import type { World } from '../../world/world'
import { podEvents } from '../pod/events'
import { podsOf } from '../pod/pod'

type Event = ResponseOf<typeof DescribeServiceEvent>['eventList'][number]

interface EventSeries {
  event: ServiceEvent['event']
  first: number
  last: number
  count: number
}

const lookBack = eventWindowSeconds * 1000

function podSeries(world: World, service: Service, now: number): EventSeries[] {
  return podsOf(world, service).flatMap((pod) => {
    const node = pod.assignment && world.get('node', pod.assignment.nodeId)
    return podEvents(pod, now, node).map(({ first, last, count, ...text }) => ({
      event: { ...text, objType: 'Pod', objName: pod.name },
      first,
      last,
      count,
    }))
  })
}

function loadBalancerSeries({ name, access: { lb } }: Service): EventSeries[] {
  if (!lb) return []
  const at = (reason: string, message: string, time: number): EventSeries => ({
    event: { level: 'Normal', objType: 'Service', objName: name, reason, message },
    first: time,
    last: time,
    count: 1,
  })
  return [
    at('CreatingLoadBalancer', 'Creating load balancer', lb.createdAt),
    at('CreatedLoadBalancer', `Created load balancer ${lb.id}`, lb.readyAt),
  ]
}

/** Merges equal events into one event with a count (相同事件会被去重，只返回一条). */
function mergeEqual(series: readonly EventSeries[]): EventSeries[] {
  const byContent = new Map<string, EventSeries>()
  for (const current of series) {
    const { level, objType, objName, reason, message } = current.event
    const key = JSON.stringify([level, objType, objName, reason, message])
    const mergedSeries = byContent.get(key)
    byContent.set(
      key,
      mergedSeries
        ? {
            event: current.event,
            first: Math.min(mergedSeries.first, current.first),
            last: Math.max(mergedSeries.last, current.last),
            count: mergedSeries.count + current.count,
          }
        : current,
    )
  }
  return [...byContent.values()]
}

/**
 * Events of a service, latest first: those derived from its pods, and the recorded events. As in
 * Kubernetes, the count of an ongoing event includes all occurrences, however long ago they began.
 */
export function serviceEvents(world: World, service: Service, now: number): Event[] {
  const recordedSeries = world
    .ownedBy('serviceEvent', service.id)
    .map(({ at, event }): EventSeries => ({ event, first: at, last: at, count: 1 }))
  const allSeries = [
    ...podSeries(world, service, now),
    ...loadBalancerSeries(service),
    ...recordedSeries,
  ]
  const recent = allSeries.filter(({ last }) => last <= now && last >= now - lookBack)
  return mergeEqual(recent)
    .sort((a, b) => b.last - a.last || (keyOf(a) < keyOf(b) ? -1 : 1))
    .map(({ event, first, last, count }) => ({
      firstSeen: beijingTime(first),
      lastSeen: beijingTime(last),
      count,
      ...event,
    }))
}

const keyOf = ({ event }: EventSeries) => `${event.objName} ${event.reason} ${event.message}`
