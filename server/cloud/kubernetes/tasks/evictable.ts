import type { ClusterCache } from '../cache/clusterCache'
import type { Metadata } from '../objects/meta'
import type { Node } from '../objects/node'
import { isFinished, type Pod } from '../objects/pod'

/** The owner that replaces an object after its deletion; undefined if nothing replaces it. */
export const controllerOf = ({ ownerReferences }: Metadata) =>
  ownerReferences?.find(({ controller }) => controller)

/**
 * Whether the pod is a mirror pod: the API server's copy of a pod that the kubelet runs from a
 * file.
 */
const isMirror = ({ metadata }: Pod) =>
  metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined

/**
 * Whether a drain evicts the pod. A DaemonSet would restart its pod on the node at once, a mirror
 * pod cannot be evicted, and a finished pod uses no resources.
 */
export const isEvictable = (pod: Pod): boolean =>
  controllerOf(pod.metadata)?.kind !== 'DaemonSet' && !isMirror(pod) && !isFinished(pod)

const byName = ({ metadata: a }: Pod, { metadata: b }: Pod) =>
  a.namespace === b.namespace
    ? a.name.localeCompare(b.name)
    : a.namespace.localeCompare(b.namespace)

/** The cached pods that a drain of the node would evict. */
export const evictablePods = ({ pods }: ClusterCache, { metadata }: Node): Pod[] =>
  pods.by('node', metadata.name).filter(isEvictable).sort(byName)
