import type { KubernetesObject } from '../objects/meta'

const groups = {
  deployments: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
  services: '/api/v1',
  pods: '/api/v1',
  horizontalpodautoscalers: '/apis/autoscaling/v2',
} as const

export type Resource = keyof typeof groups

const escaped = encodeURIComponent

/** Path of all objects of a kind in a namespace. */
export const listPath = (resource: Resource, namespace: string): string =>
  `${groups[resource]}/namespaces/${escaped(namespace)}/${resource}`

/** Path of an object in its namespace. */
export const pathOf = (
  resource: Resource,
  { metadata }: { metadata: Pick<KubernetesObject['metadata'], 'namespace' | 'name'> },
): string => `${listPath(resource, metadata.namespace)}/${escaped(metadata.name)}`
