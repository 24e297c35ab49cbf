import { ApiError } from '../../apiError'
import type { Handlers } from '../../backend'
import { change } from '../client/change'
import type { Cluster } from '../clusters/cluster'
import { type Clusters, clusterIn } from '../clusters/find'
import type { Pod } from '../objects/pod'
import { pathOf } from '../services/paths'

/** Whether a Deployment owns the pod, and so replaces it after a deletion. */
function isOfService({ cache }: Cluster, { metadata }: Pod): boolean {
  const owners = new Set((metadata.ownerReferences ?? []).map(({ uid }) => uid))
  return cache.deployments
    .by('namespace', metadata.namespace)
    .some((deployment) =>
      cache.replicaSets
        .by('owner', deployment.metadata.uid)
        .some((replicaSet) => owners.has(replicaSet.metadata.uid)),
    )
}

export const instanceWrites = (clusters: Clusters) =>
  ({
    /** Deletes instances one by one; returns a reason for each that could not be deleted. */
    DeleteInstances: async ({ clusterId, namespace, instances }, context) => {
      const cluster = clusterIn(clusters, clusterId, context)
      await cluster.cache.workloads(context, namespace)
      const successList: string[] = []
      const failures = new Map<string, string>()
      for (const name of new Set(instances)) {
        const pod = cluster.cache.pods.get(namespace, name)
        if (!pod) {
          failures.set(name, `instance ${name} does not exist in namespace ${namespace}`)
        } else if (!isOfService(cluster, pod)) {
          failures.set(name, `instance ${name} belongs to no service, so nothing would replace it`)
        } else if (pod.metadata.deletionTimestamp) {
          failures.set(name, `instance ${name} is being terminated already`)
        } else {
          try {
            const path = pathOf('pods', pod)
            // Without the UID, the request could delete a new pod of the same name.
            const body = { preconditions: { uid: pod.metadata.uid } }
            cluster.cache.merge(
              'pods',
              await change(cluster.client, { method: 'DELETE', path, body }),
            )
            successList.push(name)
          } catch (error) {
            if (!(error instanceof ApiError)) throw error
            failures.set(name, error.message)
          }
        }
      }
      return { successList, failedMap: Object.fromEntries(failures) }
    },
  }) satisfies Handlers
