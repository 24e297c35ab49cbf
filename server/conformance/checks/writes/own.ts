import { Difference, requirePresent, Unchecked } from '../../outcomes'
import type { Context } from '../check'
import { missingNode, newNameOf, type OwnKind } from '../own'
import type { TargetResources } from '../parameters'

/** ID of the cluster that this run created, or else of an existing cluster. */
export const clusterIdOf = ({ own, world }: Context): string =>
  requirePresent(own.clusterId ?? world.cluster?.clusterId, 'there is no cluster')

/**
 * Creates a resource. The run deletes it at its end, even if the response was lost; a refused
 * creation leaves nothing to delete.
 */
export async function create(
  { own }: Context,
  kind: OwnKind,
  request: () => Promise<unknown>,
): Promise<void> {
  own.exists.add(kind)
  try {
    await request()
  } catch (error) {
    if (error instanceof Difference) own.exists.delete(kind)
    throw error
  }
}

/** Throws Unchecked unless the run has created the resource. */
export function requireCreated({ own }: Context, kind: OwnKind): void {
  if (!own.exists.has(kind)) throw new Unchecked(`the run has no ${kind}`)
}

export const secondServiceName = (name: string) => `${name}-2`
export const repositoryName = (name: string) => `${name}/app`
export const containerName = 'app'

/** Parameters that name the run's namespace in the cluster. */
export function ownNamespace(context: Context) {
  requireCreated(context, 'namespace')
  return { clusterId: clusterIdOf(context), namespace: context.own.name }
}

/** Parameters that name the run's service. */
export function ownService(context: Context) {
  requireCreated(context, 'service')
  return { ...ownNamespace(context), serviceName: context.own.name }
}

export function ownRepository(context: Context) {
  requireCreated(context, 'repository')
  return { reponame: repositoryName(context.own.name) }
}

/** Names of the run's resources for use in requests; undefined for resources that do not exist. */
export function ownPlace(context: Context): TargetResources {
  const { own, world } = context
  const { name, exists } = own
  const ifExists = (kind: OwnKind, value: string) => (exists.has(kind) ? value : undefined)
  return {
    clusterId: own.clusterId ?? world.cluster?.clusterId,
    clusterRegion: world.cluster?.regionId,
    namespace: ifExists('namespace', name),
    serviceName: ifExists('service', name),
    instance: 'gantry-missing',
    containerName: ifExists('service', containerName),
    node: own.node ?? missingNode,
    reponame: ifExists('repository', repositoryName(name)),
    tag: 'gantry-missing',
    triggerName: ifExists('trigger', name),
    newName: newNameOf(own),
    newRepository: ifExists('registry namespace', `${name}/new`),
  }
}
