import type * as contract from '../../../../../src/contract/actions/clusters/namespaces'
import { failedNamespacePrecondition } from '../../../../../src/contract/rules/preconditions'
import { denied, notFound } from '../../../apiError'
import { beijingTime } from '../../../beijingTime'
import type { Context, Handler, Handlers } from '../../handler'
import { namespaceId, namespaceStatus, newNamespace } from '../../lifecycle/cluster/namespace'
import { lastDeletion } from '../../lifecycle/service/purge'
import { deleteService } from '../../lifecycle/service/service'
import { clusterIn } from '../../refusals'
import { randomDuration } from '../../world/durations'
import type { Namespace } from '../../world/resources'

/**
 * The namespace with this name, even while it is being deleted; throws API error 5000 if it does
 * not exist.
 */
export function namespaceIn({ world }: Context, clusterId: string, name: string): Namespace {
  const namespace = world.get('namespace', namespaceId(clusterId, name))
  if (!namespace) throw notFound('Namespace', name)
  return namespace
}

const DescribeClusterNameSpaces: Handler<typeof contract.DescribeClusterNameSpaces> = (
  { clusterId },
  context,
) => {
  const matches = context.world
    .ownedBy('namespace', clusterIn(context, clusterId).id)
    .sort((a, b) => a.createdAt - b.createdAt || (a.name < b.name ? -1 : 1))
  return {
    totalCount: matches.length,
    namespaces: matches.map(({ name, description, createdAt, deletionEndsAt }) => ({
      name,
      status: namespaceStatus({ deletionEndsAt }),
      description,
      createdAt: beijingTime(createdAt),
    })),
  }
}

const CreateClusterNamespace: Handler<typeof contract.CreateClusterNamespace> = (
  { clusterId, name, description },
  context,
) => {
  const { world, now } = context
  const cluster = clusterIn(context, clusterId)
  if (world.get('namespace', namespaceId(cluster.id, name))) {
    throw denied('NamespaceAlreadyExists', `namespace ${name} already exists`)
  }
  world.put('namespace', newNamespace(cluster.id, name, description, now))
  return {}
}

/**
 * Deletes all of the namespaces or none, and skips those already being deleted (命名空间相关接口/删除集群命名空间).
 */
const DeleteClusterNamespace: Handler<typeof contract.DeleteClusterNamespace> = (
  { clusterId, names },
  context,
) => {
  const { world, now } = context
  const cluster = clusterIn(context, clusterId)
  const protectedName = names.find(failedNamespacePrecondition)
  if (protectedName)
    throw denied('NamespaceProtected', `namespace ${protectedName} cannot be deleted`)
  const matches = [...new Set(names)].map((name) => namespaceIn(context, cluster.id, name))
  for (const namespace of matches.filter((item) => item.deletionEndsAt === undefined)) {
    const servicesOfNamespace = () =>
      world.ownedBy('service', cluster.id).filter((service) => service.namespace === namespace.name)
    for (const service of servicesOfNamespace()) {
      if (service.deletionEndsAt === undefined) deleteService(world, service, now, context)
    }
    const deletionEndsAt = lastDeletion(
      servicesOfNamespace(),
      now + randomDuration('namespaceDeletion', context),
    )
    world.put('namespace', { ...namespace, deletionEndsAt, wakeAt: deletionEndsAt })
  }
  return {}
}

export const namespaces: Handlers<typeof contract> = {
  DescribeClusterNameSpaces,
  CreateClusterNamespace,
  DeleteClusterNamespace,
}
