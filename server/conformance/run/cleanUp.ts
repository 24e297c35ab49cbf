import type { ActionName } from '../../../src/contract/index'
import type { Api } from '../api'
import type { Own, OwnKind } from '../checks/own'
import { newNameOf } from '../checks/own'
import { repositoryName } from '../checks/writes/own'
import { NotOffered } from '../outcomes'

const resourceNotFound = 5000

/** Deletes one resource; returns a problem if the resource may still exist. */
async function remove(
  api: Api,
  action: ActionName,
  params: object,
  what: string,
): Promise<string[]> {
  try {
    const { code, message } = await api.request(action, params)
    return code === 0 || code === resourceNotFound ? [] : [`${what}: ${code} ${message}`]
  } catch (error) {
    if (error instanceof NotOffered) return []
    return [`${what}: ${error instanceof Error ? error.message : String(error)}`]
  }
}

/**
 * Deletes every cluster with the run's name, because the response to its purchase may have been
 * lost.
 */
async function removeClusters(api: Api, { name }: Own): Promise<string[]> {
  const { clusters } = await api.ok('DescribeCluster', { clusterName: name })
  const ownClusters = clusters.filter(
    (cluster) => cluster.clusterName === name && cluster.status !== 'Deleting',
  )
  for (const { clusterId } of ownClusters) {
    // A cluster cannot be deleted while it is changing.
    await api.until(
      `cluster ${clusterId} to accept its deletion`,
      () => api.request('DeleteCluster', { clusterId, nodeDeleteMode: 'Return' }),
      ({ code }) => code === 0 || code === resourceNotFound,
    )
  }
  return []
}

async function attempt(what: string, removal: () => Promise<string[]>): Promise<string[]> {
  try {
    return await removal()
  } catch (error) {
    return [`${what}: ${error instanceof Error ? error.message : String(error)}`]
  }
}

/** Deletes the resources that a run has created; returns a problem for each that may remain. */
export async function cleanUp(
  api: Api,
  own: Own,
  clusterId: string | undefined,
): Promise<string[]> {
  const { name, exists } = own
  const leftovers: string[] = []
  const removeIfCreated = async (kind: OwnKind, removal: () => Promise<string[]>) => {
    if (exists.has(kind)) leftovers.push(...(await attempt(`${kind} ${name}`, removal)))
  }
  const removeEach = async (
    action: ActionName,
    names: Iterable<string>,
    paramsOf: (one: string) => object,
  ) => {
    for (const one of names) leftovers.push(...(await remove(api, action, paramsOf(one), one)))
  }
  await removeEach('DeleteUpdateServiceTrigger', own.filling.triggers, (triggerName) => ({
    triggerName,
  }))
  await removeEach('BatchDeleteRepository', own.filling.repo, (value) => ({ reponames: [value] }))
  await removeEach('DeleteUserNamespace', own.filling.namespace, (namespace) => ({ namespace }))
  for (const triggerName of [name, `${name}-renamed`, newNameOf(own)]) {
    await removeIfCreated('trigger', () =>
      remove(api, 'DeleteUpdateServiceTrigger', { triggerName }, `trigger ${triggerName}`),
    )
  }
  await removeIfCreated('repository', () => {
    const reponame = repositoryName(name)
    return remove(api, 'BatchDeleteRepository', { reponames: [reponame] }, `repository ${reponame}`)
  })
  await removeIfCreated('registry namespace', () =>
    remove(api, 'DeleteUserNamespace', { namespace: name }, `registry namespace ${name}`),
  )
  await removeIfCreated('cluster', () => removeClusters(api, own))
  if (own.clusterId === undefined) {
    for (const value of [name, newNameOf(own)]) {
      await removeIfCreated('namespace', () =>
        remove(api, 'DeleteClusterNamespace', { clusterId, names: [value] }, `namespace ${value}`),
      )
    }
  }
  return leftovers
}
