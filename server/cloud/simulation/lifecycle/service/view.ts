import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeClusterService } from '../../../../../src/contract/actions/services/services'
import { beijingTime } from '../../../beijingTime'
import type { Pod, Service } from '../../world/serviceResources'
import type { World } from '../../world/world'
import { isLive } from '../pod/phases'
import { podsOf } from '../pod/pod'
import { type PodView, podView } from '../pod/view'

type Summary = ResponseOf<typeof DescribeClusterService>['services'][number]

/** A pod with its current state. */
interface PodWithView {
  pod: Pod
  view: PodView
}

/** All pods of a service with their state at `now`, oldest first. */
export function podViews(world: World, service: Service, now: number): PodWithView[] {
  return podsOf(world, service).map((pod) => ({
    pod,
    view: podView(pod, now, pod.assignment && world.get('node', pod.assignment.nodeId)),
  }))
}

const hasPermanentFault = ({ view }: PodWithView) => view.states.some((state) => state.isPermanent)
const isRunning = ({ view }: PodWithView) => view.instance.status === 'Running'

/**
 * Status as the table in the API documentation defines it. During an update, only faults of new
 * instances make a service Abnormal, because the update may fix the faults of the old instances. A
 * paused service is Paused, whether or not an update is in progress.
 */
function statusOf(
  service: Service,
  liveViews: readonly PodWithView[],
  readyCount: number,
): Summary['status'] {
  if (service.deletionEndsAt !== undefined) return 'Waiting'
  if (service.paused) return 'Paused'
  const { rollout, revision } = service
  if (
    liveViews.some(
      (view) => (!rollout || view.pod.revision === revision) && hasPermanentFault(view),
    )
  ) {
    return 'Abnormal'
  }
  if (rollout) return rollout.kind === 'rollback' ? 'RollingBack' : 'Updating'
  return readyCount < service.replicas ? 'Waiting' : 'Normal'
}

/** Number of containers for each reason, in Chinese or English. */
function countReasons(
  views: readonly PodWithView[],
  field: 'reason' | 'englishReason',
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { view } of views) {
    for (const state of view.states) counts[state[field]] = (counts[state[field]] ?? 0) + 1
  }
  return counts
}

/** A service in the form that DescribeClusterService returns (查询服务列表). */
export function serviceView(world: World, service: Service, now: number): Summary {
  const { access } = service
  const views = podViews(world, service, now)
  const liveViews = views.filter(({ pod }) => isLive(pod))
  const readyCount = liveViews.filter(isRunning).length
  const countedViews = liveViews.length > 0 ? liveViews : views
  const isLbUp = access.lb !== undefined && access.lb.readyAt <= now
  return {
    serviceName: service.name,
    status: statusOf(service, liveViews, readyCount),
    reasonMap: countReasons(countedViews, 'reason'),
    srcReasonMap: countReasons(countedViews, 'englishReason'),
    createdAt: beijingTime(service.createdAt),
    currentReplicas: readyCount,
    desiredReplicas: service.deletionEndsAt === undefined ? service.replicas : 0,
    lbId: access.lb?.id ?? '',
    lbStatus: access.lb ? (isLbUp ? 'Running' : 'Creating') : 'None',
    externalIp: isLbUp ? (access.lb?.ip ?? '') : '',
    serviceIp: access.serviceIp,
    accessType: access.type,
    namespace: service.namespace,
  }
}
