import type { ResponseOf } from '../../../../../contract/action'
import type { DescribeClusterInstances } from '../../../../../contract/actions/clusters/clusters'
import { type AffinityTerm, termHolds } from '../../../../../contract/rules/affinity'
import type { AffinityValues } from '../../values'

type Node = ResponseOf<typeof DescribeClusterInstances>['nodes'][number]

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] as const

/** The inputs as an affinity term; undefined if the operator is unknown to the API. */
function termOf({ key, operator, values }: AffinityValues): AffinityTerm | undefined {
  const knownOperator = operators.find((candidate) => candidate === operator)
  return knownOperator && { key, operator: knownOperator, values }
}

/** Number of nodes whose labels match all rules. */
export function matchingNodes(nodes: readonly Node[], rules: readonly AffinityValues[]) {
  const terms = rules.map(termOf)
  const matching = nodes.filter(({ labels = {}, lanIp }) =>
    terms.every((term) => term && termHolds(term, { 'kubernetes.io/hostname': lanIp, ...labels })),
  )
  return { matching: matching.length, total: nodes.length }
}
