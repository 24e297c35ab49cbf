import type { Change } from '../../backend'
import type { ChangedRow } from '../cache/kinds'
import type { Event } from '../objects/event'
import { hasLabels, type KubernetesObject } from '../objects/meta'
import { type Node, readinessOf } from '../objects/node'
import type { Pod } from '../objects/pod'
import type { Access } from '../objects/service'
import type { Cluster } from './cluster'
import { abnormalReason, nodeId } from './nodeView'

type Facts = Pick<Change, 'kind' | 'id' | 'name' | 'namespace' | 'serviceName'>

const clusterFacts = ({ id, source }: Cluster): Facts => ({
  kind: 'cluster',
  id,
  name: source.name,
})

function serviceFacts({ id }: Cluster, namespace: string, name: string): Facts {
  return { kind: 'service', id: `${id}/${namespace}/${name}`, name, namespace }
}

/** Names of the Deployments that own a ReplicaSet. */
const deploymentsOf = (replicaSet: KubernetesObject | undefined): string[] =>
  (replicaSet?.metadata.ownerReferences ?? [])
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ name }) => name)

/** The Deployments of the pod's ReplicaSet; other pods are not instances. */
const servicesOfPod = ({ cache }: Cluster, { metadata }: Pod): string[] =>
  (metadata.ownerReferences ?? []).flatMap(({ name }) =>
    deploymentsOf(cache.replicaSets.get(metadata.namespace, name)),
  )

function instanceFacts(cluster: Cluster, pod: Pod): Facts[] {
  const { namespace, name } = pod.metadata
  return servicesOfPod(cluster, pod).map((serviceName) => ({
    kind: 'instance',
    id: `${cluster.id}/${namespace}/${name}`,
    name,
    namespace,
    serviceName,
  }))
}

/** Names of the Deployments whose pods a Kubernetes Service selects. */
const servicesOfAccess = ({ cache }: Cluster, { metadata, spec }: Access): string[] =>
  cache.deployments
    .by('namespace', metadata.namespace)
    .filter((deployment) => hasLabels(deployment.spec.template.metadata?.labels, spec.selector))
    .map((deployment) => deployment.metadata.name)

/** A Service is part of each CCS service whose pods it selects, or selected before. */
function accessFacts(cluster: Cluster, row: Access, previous: Access | undefined): Facts[] {
  const names = [row, ...(previous ? [previous] : [])].flatMap((kubernetesService) =>
    servicesOfAccess(cluster, kubernetesService),
  )
  return [...new Set(names)].map((name) => serviceFacts(cluster, row.metadata.namespace, name))
}

/** What DescribeCluster shows of a node. */
const shownInCluster = (node: Node | undefined) =>
  node && JSON.stringify([node.status.capacity, node.spec.podCIDR, abnormalReason(node)])

function nodeFacts(cluster: Cluster, row: Node, previous: Node | undefined): Facts[] {
  const name = nodeId(row)
  const isShown = shownInCluster(row) !== shownInCluster(previous)
  // Instances on a node that has stopped reporting have a state of their own.
  const isMoved = readinessOf(row) !== (previous && readinessOf(previous))
  const pods = isMoved ? cluster.cache.pods.by('node', row.metadata.name) : []
  return [
    { kind: 'node', id: `${cluster.id}/${name}`, name },
    ...(isShown ? [clusterFacts(cluster)] : []),
    ...pods.flatMap((pod) => instanceFacts(cluster, pod)),
  ]
}

/** Names of the Deployments whose events include this one. */
function servicesOfEvent(cluster: Cluster, { involvedObject }: Event): string[] {
  const { cache } = cluster
  const { kind, namespace, name } = involvedObject
  switch (kind) {
    case 'Deployment':
      return [name]
    case 'ReplicaSet':
      return deploymentsOf(cache.replicaSets.get(namespace, name))
    case 'Pod': {
      const pod = cache.pods.get(namespace, name)
      return pod ? servicesOfPod(cluster, pod) : []
    }
    case 'Service': {
      const access = cache.accesses.get(namespace, name)
      return access ? servicesOfAccess(cluster, access) : []
    }
    default:
      return []
  }
}

/** The event with each of its services; the state of an instance depends on its events. */
function eventFacts(cluster: Cluster, event: Event): Facts[] {
  const { kind, namespace, name } = event.involvedObject
  const id = `${cluster.id}/${event.metadata.namespace}/${event.metadata.name}`
  const pod = kind === 'Pod' ? cluster.cache.pods.get(namespace, name) : undefined
  return [
    ...servicesOfEvent(cluster, event).map(
      (serviceName): Facts => ({ kind: 'event', id, name, namespace, serviceName }),
    ),
    ...(pod ? instanceFacts(cluster, pod) : []),
  ]
}

function factsOf(cluster: Cluster, { kind, row, previous }: ChangedRow): Facts[] {
  const { id, cache } = cluster
  switch (kind) {
    case 'nodes':
      return nodeFacts(cluster, row, previous)
    case 'namespaces': {
      const { name } = row.metadata
      // The cluster's name and description are annotations of this namespace.
      const isOfCluster = name === 'kube-system'
      return [
        { kind: 'namespace', id: `${id}/${name}`, name },
        ...(isOfCluster ? [clusterFacts(cluster)] : []),
      ]
    }
    case 'deployments':
      return [serviceFacts(cluster, row.metadata.namespace, row.metadata.name)]
    case 'replicaSets': {
      // A pod may have been delivered before its ReplicaSet, and belonged to no service then.
      const pods = previous ? [] : cache.pods.by('owner', row.metadata.uid)
      return [
        ...deploymentsOf(row).map((name) => serviceFacts(cluster, row.metadata.namespace, name)),
        ...pods.flatMap((pod) => instanceFacts(cluster, pod)),
      ]
    }
    case 'pods':
      return instanceFacts(cluster, row)
    case 'accesses':
      return accessFacts(cluster, row, previous)
    case 'events':
      return eventFacts(cluster, row)
  }
}

/** The kind of the API's resource that a Kubernetes object is itself, rather than a part of. */
const ownKinds: Readonly<Partial<Record<ChangedRow['kind'], Change['kind']>>> = {
  nodes: 'node',
  namespaces: 'namespace',
  deployments: 'service',
  pods: 'instance',
  events: 'event',
}

/** The resources of the API that a changed object of a cluster belongs to. */
export const changesOf = (cluster: Cluster, changed: ChangedRow): Change[] =>
  factsOf(cluster, changed).map((facts) => ({
    ...facts,
    region: cluster.source.region,
    clusterId: cluster.id,
    isRemoved: changed.isRemoved && facts.kind === ownKinds[changed.kind],
  }))
