import { termHolds } from '../../../../../src/contract/rules/affinity'
import type { Node } from '../../world/resources'
import type { Pod, Template } from '../../world/serviceResources'

type NodeTerm = NonNullable<Template['nodeAffinity']>[number]
type PodTerm = NonNullable<Template['podAffinity']>[number]
type Labels = Readonly<Record<string, string>>

/** Labels of a service and of its pods (as in the sample of 查询服务详情). */
export const labelsOf = (serviceName: string): Record<string, string> => ({
  'qcloud-app': serviceName,
})

/** Labels of a node, including those that Kubernetes sets. */
const nodeLabels = (node: Node): Labels => ({
  'kubernetes.io/hostname': node.facts.lanIp,
  ...node.labels,
})

/** Whether the node matches all terms. */
export const matchesNode = (terms: readonly NodeTerm[] | undefined, node: Node): boolean =>
  (terms ?? []).every((term) => termHolds(term, nodeLabels(node)))

const matchesPod = (terms: readonly PodTerm[], pod: Pod): boolean =>
  terms.every((term) => termHolds(term, labelsOf(pod.service)))

/**
 * Whether the pod affinity allows the node of `podsOnNode`: at least one of these pods in the same
 * namespace must match all terms. As in Kubernetes, the first pod that matches its own terms may
 * run on any node; otherwise a service that requires its instances on the same node could never
 * start.
 */
export function matchesPods(
  terms: readonly PodTerm[] | undefined,
  pod: Pod,
  podsOnNode: readonly Pod[],
  clusterPods: readonly Pod[],
): boolean {
  if (!terms || terms.length === 0) return true
  const isMatch = (candidate: Pod) =>
    candidate.namespace === pod.namespace && matchesPod(terms, candidate)
  return podsOnNode.some(isMatch) || (matchesPod(terms, pod) && !clusterPods.some(isMatch))
}
