import type { ClusterCache } from '../cache/clusterCache'
import { type Deployment, type ReplicaSet, revisionOf } from '../objects/deployment'
import { hasLabels, timeOf } from '../objects/meta'
import { isFinished, type Pod } from '../objects/pod'
import type { Access } from '../objects/service'

/** A Deployment with its ReplicaSets and pods. */
export interface Workload {
  deployment: Deployment
  /** Newest revision first. */
  replicaSets: ReplicaSet[]
  /** Unfinished pods, oldest first. */
  pods: Pod[]
  /** Evicted, failed and completed pods, oldest first. */
  finished: Pod[]
}

const oldestFirst = (a: Pod, b: Pod) =>
  timeOf(a.metadata.creationTimestamp) - timeOf(b.metadata.creationTimestamp) ||
  (a.metadata.name < b.metadata.name ? -1 : 1)

/** Follows owner references, not labels, because selectors of several Deployments may overlap. */
export function workloadOf(cache: ClusterCache, deployment: Deployment): Workload {
  const replicaSets = cache.replicaSets
    .by('owner', deployment.metadata.uid)
    .sort((a, b) => revisionOf(b) - revisionOf(a))
  const owned = replicaSets
    .flatMap(({ metadata }) => cache.pods.by('owner', metadata.uid))
    .sort(oldestFirst)
  const pods = owned.filter((pod) => !isFinished(pod))
  return { deployment, replicaSets, pods, finished: owned.filter(isFinished) }
}

const preference = ['LoadBalancer', 'NodePort', 'ClusterIP']

/**
 * The Kubernetes Services that select a Deployment's pods; that with the Deployment's name first.
 */
export function accessesOf(cache: ClusterCache, { metadata, spec }: Deployment): Access[] {
  const rank = (access: Access) =>
    access.metadata.name === metadata.name ? -1 : preference.indexOf(access.spec.type)
  return cache.accesses
    .by('namespace', metadata.namespace)
    .filter((candidate) => candidate.spec.type !== 'ExternalName')
    .filter((candidate) => hasLabels(spec.template.metadata.labels, candidate.spec.selector))
    .sort((a, b) => rank(a) - rank(b) || (a.metadata.name < b.metadata.name ? -1 : 1))
}

/** The Kubernetes Service that stands for the access of a service. */
export const accessOf = (cache: ClusterCache, deployment: Deployment): Access | undefined =>
  accessesOf(cache, deployment)[0]

/**
 * Whether a Service of a Deployment also selects other pods: those of other Deployments, even
 * without replicas, or pods of no ReplicaSet, such as those of a StatefulSet.
 */
export function isShared(cache: ClusterCache, access: Access, { metadata }: Deployment): boolean {
  const isSelected = (labels: Readonly<Record<string, string>> | undefined) =>
    hasLabels(labels, access.spec.selector)
  const ofDeployment = cache.deployments
    .by('namespace', metadata.namespace)
    .some(
      (object) =>
        object.metadata.uid !== metadata.uid && isSelected(object.spec.template.metadata.labels),
    )
  if (ofDeployment) return true
  return cache.pods
    .all()
    .filter((pod) => pod.metadata.namespace === metadata.namespace && !isFinished(pod))
    .filter(({ metadata: { ownerReferences = [] } }) =>
      ownerReferences.every(({ kind }) => kind !== 'ReplicaSet'),
    )
    .some((pod) => isSelected(pod.metadata.labels))
}

/**
 * Labels by which a Service selects a Deployment's pods. A Service cannot have the expressions of
 * the Deployment's selector, and without labels it would select no pod.
 */
export function accessSelectorOf({ spec }: Deployment): Record<string, string> {
  const { matchLabels = {}, matchExpressions = [] } = spec.selector ?? {}
  return matchExpressions.length > 0 ? (spec.template.metadata.labels ?? {}) : matchLabels
}

/** Number of a named port of the Deployment's containers. */
export const portNumberOf = ({ spec }: Deployment, name: string): number | undefined =>
  spec.template.spec.containers
    .flatMap(({ ports = [] }) => ports)
    .find((port) => port.name === name)?.containerPort
