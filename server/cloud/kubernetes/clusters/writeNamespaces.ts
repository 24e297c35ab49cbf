import { failedNamespacePrecondition } from '../../../../src/contract/rules/preconditions'
import { denied, notFound } from '../../apiError'
import type { Handlers } from '../../backend'
import { annotationNames } from '../annotations'
import { change, changeUnlessTaken } from '../client/change'
import { type Clusters, clusterIn } from './find'

const namespacesPath = '/api/v1/namespaces'
const pathOf = (name: string) => `${namespacesPath}/${encodeURIComponent(name)}`

/** Kubernetes recreates these two if they are deleted. */
const recreatedNamespaces: ReadonlySet<string> = new Set(['kube-public', 'kube-node-lease'])

const described = (description: string) => ({
  annotations: { [annotationNames.description]: description === '' ? null : description },
})

export const namespaceWrites = (clusters: Clusters) =>
  ({
    CreateClusterNamespace: async ({ clusterId, name, description }, context) => {
      const { client, cache } = clusterIn(clusters, clusterId, context)
      const { annotations } = described(description)
      const body = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, ...(description !== '' && { annotations }) },
      }
      const created = await changeUnlessTaken(
        client,
        { method: 'POST', path: namespacesPath, body },
        () => denied('NamespaceAlreadyExists', `namespace ${name} exists already`),
      )
      cache.merge('namespaces', created)
      return {}
    },

    /** Checks all names before deleting any; skips namespaces that are already being deleted. */
    DeleteClusterNamespace: async ({ clusterId, names }, context) => {
      const { client, cache } = clusterIn(clusters, clusterId, context)
      await cache.ready(['namespaces'], context)
      const protectedName = names.find(
        (name) => failedNamespacePrecondition(name) || recreatedNamespaces.has(name),
      )
      if (protectedName)
        throw denied('NamespaceProtected', `namespace ${protectedName} cannot be deleted`)
      const namespaces = [...new Set(names)].map((name) => {
        const namespace = cache.namespaces.get('', name)
        if (!namespace) throw notFound('Namespace', name)
        return namespace
      })
      for (const { metadata } of namespaces.filter(
        (namespace) => !namespace.metadata.deletionTimestamp,
      )) {
        const path = pathOf(metadata.name)
        cache.merge('namespaces', await change(client, { method: 'DELETE', path }))
      }
      return {}
    },

    ModifyNamespaceDescription: async ({ clusterId, name, description }, context) => {
      const { client, cache } = clusterIn(clusters, clusterId, context)
      const body = { metadata: described(description) }
      const path = pathOf(name)
      cache.merge('namespaces', await change(client, { method: 'PATCH', path, body }))
      return {}
    },
  }) satisfies Handlers
