import type { Change } from '../backend'
import type { Kind, Resources } from './world/resources'
import type { World } from './world/world'

type Facts = Omit<Change, 'kind' | 'isRemoved'>

/**
 * `regionOf` also finds removed clusters, because a cluster may be removed together with its
 * resources.
 */
type DescribeChange<T> = (resource: T, regionOf: (clusterId: string) => string | undefined) => Facts

const inCluster = (region: string | undefined, clusterId: string) => ({
  ...(region !== undefined && { region }),
  clusterId,
})

/** Kinds of resources that clients can read through the API, where a pod is called an instance. */
const descriptions: {
  [K in Kind]?: { kind: Change['kind']; facts: DescribeChange<Resources[K]> }
} = {
  cluster: {
    kind: 'cluster',
    facts: ({ id, name, region }) => ({ id, name, region, clusterId: id }),
  },
  node: {
    kind: 'node',
    facts: ({ id, clusterId }, regionOf) => ({
      id,
      name: id,
      ...inCluster(regionOf(clusterId), clusterId),
    }),
  },
  namespace: {
    kind: 'namespace',
    facts: ({ id, name, clusterId }, regionOf) => ({
      id,
      name,
      ...inCluster(regionOf(clusterId), clusterId),
    }),
  },
  service: {
    kind: 'service',
    facts: ({ id, name, namespace, clusterId }, regionOf) => ({
      id,
      name,
      namespace,
      ...inCluster(regionOf(clusterId), clusterId),
    }),
  },
  pod: {
    kind: 'instance',
    facts: ({ id, name, namespace, service, clusterId }, regionOf) => ({
      id,
      name,
      namespace,
      serviceName: service,
      ...inCluster(regionOf(clusterId), clusterId),
    }),
  },
  repository: { kind: 'repository', facts: ({ id, namespace }) => ({ id, name: id, namespace }) },
  tag: {
    kind: 'tag',
    facts: ({ id, name, reponame }) => ({
      id,
      name,
      reponame,
      namespace: reponame.split('/')[0] ?? '',
    }),
  },
  trigger: {
    kind: 'trigger',
    facts: ({ id, reponame, target }) => ({
      id,
      name: id,
      reponame,
      clusterId: target.clusterId,
      namespace: target.namespace,
      serviceName: target.serviceName,
    }),
  },
}

function changeOf<K extends Kind>(
  kind: K,
  resource: Resources[K],
  isRemoved: boolean,
  regionOf: (clusterId: string) => string | undefined,
): Change | undefined {
  const description = descriptions[kind]
  return (
    description && { kind: description.kind, isRemoved, ...description.facts(resource, regionOf) }
  )
}

const isDescribed = (kind: Kind) => descriptions[kind] !== undefined

/** The changes of the world since the last `settle`, as observers receive them. */
export function changesOf(world: World): Change[] {
  const changedResources = world.changedResources().filter(({ kind }) => isDescribed(kind))
  const removed = new Map(
    changedResources.flatMap((resource) =>
      resource.kind === 'cluster' && resource.before
        ? [[resource.id, resource.before.region] as const]
        : [],
    ),
  )
  const regionOf = (id: string) => world.get('cluster', id)?.region ?? removed.get(id)
  return changedResources.flatMap(({ kind, id, before }) => {
    const after = world.get(kind, id)
    const resource = after ?? before
    // Omits a resource that was created and removed since the last `settle`: observers never saw
    // it.
    return resource ? (changeOf(kind, resource, !after, regionOf) ?? []) : []
  })
}

/**
 * Changes between two states of a world; the second state was reloaded from storage. Some of the
 * reported resources may be unchanged.
 */
export function differences(before: World, after: World): Change[] {
  const regionOf = (id: string) => (after.get('cluster', id) ?? before.get('cluster', id))?.region
  const kinds = (Object.keys(descriptions) as Kind[]).filter(isDescribed)
  return kinds.flatMap((kind) => {
    const removed = before.all(kind).filter(({ id }) => !after.get(kind, id))
    return [
      ...after.all(kind).flatMap((item) => changeOf(kind, item, false, regionOf) ?? []),
      ...removed.flatMap((item) => changeOf(kind, item, true, regionOf) ?? []),
    ]
  })
}
