import type { Change } from '../../backend'
import type { ChangedRow } from '../cache/kinds'
import { hasLabels } from '../objects/meta'
import type { Pod } from '../objects/pod'
import type { Access } from '../objects/service'
import type { Cluster } from './cluster'
import { nodeId } from './nodeView'

type Facts = Pick<Change, 'kind' | 'id' | 'name' | 'namespace' | 'serviceName'>

function serviceFacts({ id }: Cluster, namespace: string, name: string): Facts {
  return { kind: 'service', id: `${id}/${namespace}/${name}`, name, namespace }
}

/** An instance belongs to the Deployment of its ReplicaSet; other pods are not instances. */
function instanceFacts({ id, cache }: Cluster, { metadata }: Pod): Facts[] {
  const { namespace, name, ownerReferences = [] } = metadata
  return ownerReferences.flatMap((owner) => {
    const owners = cache.replicaSets.get(namespace, owner.name)?.metadata.ownerReferences ?? []
    const serviceName = owners.find(({ kind }) => kind === 'Deployment')?.name
    if (serviceName === undefined) return []
    return {
      kind: 'instance' as const,
      id: `${id}/${namespace}/${name}`,
      name,
      namespace,
      serviceName,
    }
  })
}

/** A Kubernetes Service is part of each CCS service whose pods it selects. */
const accessFacts = (cluster: Cluster, { metadata, spec }: Access): Facts[] =>
  cluster.cache.deployments
    .by('namespace', metadata.namespace)
    .filter((deployment) => hasLabels(deployment.spec.template.metadata?.labels, spec.selector))
    .map((deployment) => serviceFacts(cluster, metadata.namespace, deployment.metadata.name))

function factsOf(cluster: Cluster, { kind, row }: ChangedRow): Facts[] {
  const { id } = cluster
  switch (kind) {
    case 'nodes': {
      const name = nodeId(row)
      return [{ kind: 'node', id: `${id}/${name}`, name }]
    }
    case 'namespaces': {
      const { name } = row.metadata
      return [{ kind: 'namespace', id: `${id}/${name}`, name }]
    }
    case 'deployments':
      return [serviceFacts(cluster, row.metadata.namespace, row.metadata.name)]
    case 'pods':
      return instanceFacts(cluster, row)
    case 'accesses':
      return accessFacts(cluster, row)
    case 'replicaSets':
      return []
  }
}

/** The resources of the API that a changed object of a cluster belongs to. */
export const changesOf = (cluster: Cluster, changed: ChangedRow): Change[] =>
  factsOf(cluster, changed).map((facts) => ({
    ...facts,
    region: cluster.source.region,
    clusterId: cluster.id,
    isRemoved: changed.isRemoved && changed.kind !== 'accesses',
  }))
