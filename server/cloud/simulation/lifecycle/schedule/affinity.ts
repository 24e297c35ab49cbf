import { termHolds } from '../../../../../src/contract/rules/affinity'
import type { Node, Pod, Template } from '../../world/resources'

type NodeTerm = NonNullable<Template['nodeAffinity']>[number]
type PodTerm = NonNullable<Template['podAffinity']>[number]
type Labels = Readonly<Record<string, string>>

/** Labels of a service and of its pods (the document's sample of 查询服务详情). */
export const labelsOf = (serviceName: string): Record<string, string> => ({
  'qcloud-app': serviceName,
})

/** Labels of a node, with those that Kubernetes gives to each. */
const nodeLabels = (node: Node): Labels => ({
  'kubernetes.io/hostname': node.facts.lanIp,
  ...node.labels,
})

/** Every term must hold. */
export const matchesNode = (terms: readonly NodeTerm[] | undefined, node: Node): boolean =>
  (terms ?? []).every((term) => termHolds(term, nodeLabels(node)))

const matchesPod = (terms: readonly PodTerm[], pod: Pod): boolean =>
  terms.every((term) => termHolds(term, labelsOf(pod.service)))

/**
 * Whether a pod may stand beside these pods of one node: one of its namespace must match all terms.
 * A pod that matches its own terms may be the first of its kind (as Kubernetes has it), or a service
 * that wants its instances together could never start.
 */
export function matchesPods(
  terms: readonly PodTerm[] | undefined,
  pod: Pod,
  onNode: readonly Pod[],
  inCluster: readonly Pod[],
): boolean {
  if (!terms || terms.length === 0) return true
  const isMatch = (one: Pod) => one.namespace === pod.namespace && matchesPod(terms, one)
  return onNode.some(isMatch) || (matchesPod(terms, pod) && !inCluster.some(isMatch))
}
