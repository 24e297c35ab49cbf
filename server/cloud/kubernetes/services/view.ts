import type { ResponseOf } from '../../../../src/contract/action'
import type { DescribeClusterService } from '../../../../src/contract/actions/services/services'
import { beijingTime } from '../../beijingTime'
import { annotations } from '../annotations'
import type { ClusterCache } from '../cache/clusterCache'
import type { Deployment } from '../objects/deployment'
import { timeOf } from '../objects/meta'
import type { Pod } from '../objects/pod'
import { accessView } from '../states/accessView'
import { type PodView, podView } from '../states/podView'
import { serviceStatus } from '../states/serviceStatus'
import { accessOf, workloadOf } from './workload'

type Summary = ResponseOf<typeof DescribeClusterService>['services'][number]

/**
 * Counts containers by reason: Chinese reasons with `reason`, English ones with `englishReason`.
 */
function reasons(views: readonly PodView[], by: 'reason' | 'englishReason') {
  const counts: Record<string, number> = {}
  for (const { states } of views) {
    for (const state of states) counts[state[by]] = (counts[state[by]] ?? 0) + 1
  }
  return counts
}

/** Why Kubernetes cannot create the pods of a service, e.g. because of a quota or a policy. */
export const creationFailure = ({ status }: Deployment): string | undefined =>
  status.conditions?.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
    ?.message

/** Adds a reason that no container has, e.g. of instances that cannot be created. */
const withReason = (counts: Record<string, number>, reason: string, count: number) =>
  count > 0 ? { ...counts, [reason]: count } : counts

/** Kubernetes removes these finalizers by itself. */
const ownFinalizers = new Set(['foregroundDeletion', 'orphan'])

/** Finalizers of other programs, which a deleted service waits for. */
const awaitedFinalizers = ({ metadata: { deletionTimestamp, finalizers = [] } }: Deployment) =>
  deletionTimestamp ? finalizers.filter((name) => !ownFinalizers.has(name)) : []

/** A service as DescribeClusterService lists it. */
export const serviceView = (cache: ClusterCache, deployment: Deployment, now: number): Summary =>
  cache.summaryOf(deployment, now, () => summaryOf(cache, deployment, now))

function summaryOf(cache: ClusterCache, deployment: Deployment, now: number): Summary {
  const workload = workloadOf(cache, deployment)
  const [newest] = workload.replicaSets
  const podViews = workload.pods.map((pod) => ({ pod, view: podView(cache, pod, now) }))
  const isOfNewest = (pod: Pod) =>
    pod.metadata.ownerReferences?.some(({ uid }) => uid === newest?.metadata.uid) ?? false
  const views = podViews.map(({ view }) => view)
  const activeViews = views.filter(({ instance }) => instance.status !== 'Terminating')
  const countedViews = activeViews.length > 0 ? activeViews : views
  const ready = views.filter(({ instance }) => instance.status === 'Running').length
  const newestViews = podViews.filter(({ pod }) => isOfNewest(pod)).map(({ view }) => view)
  const { metadata, spec } = deployment
  const failure = creationFailure(deployment)
  const awaited = awaitedFinalizers(deployment)
  const missing = failure === undefined ? 0 : Math.max(1, spec.replicas - activeViews.length)
  return {
    serviceName: metadata.name,
    status: serviceStatus(workload, newestViews, ready),
    reasonMap: withReason(
      withReason(reasons(countedViews, 'reason'), `创建实例失败：${failure}`, missing),
      `等待 finalizer：${awaited.join('、')}`,
      awaited.length,
    ),
    srcReasonMap: withReason(
      withReason(reasons(countedViews, 'englishReason'), failure ?? '', missing),
      `waits for finalizers: ${awaited.join(', ')}`,
      awaited.length,
    ),
    createdAt: beijingTime(timeOf(metadata.creationTimestamp)),
    currentReplicas: ready,
    desiredReplicas: metadata.deletionTimestamp
      ? 0
      : (annotations.replicas(deployment) ?? spec.replicas),
    ...accessView(accessOf(cache, deployment)),
    namespace: metadata.namespace,
  }
}
