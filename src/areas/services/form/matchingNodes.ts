import type { ResponseOf } from '../../../contract/action'
import type { DescribeClusterInstances } from '../../../contract/clusters'
import type { AffinityValues } from './values'

type Node = ResponseOf<typeof DescribeClusterInstances>['nodes'][number]

const isWhole = (value: string | undefined) => value !== undefined && /^-?\d+$/.test(value)

/** By Kubernetes' rules: NotIn also holds where there is no such label. */
function holds({ key, operator, values }: AffinityValues, labels: Record<string, string>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return isWhole(value) && Number(value) > Number(values[0])
    case 'Lt':
      return isWhole(value) && Number(value) < Number(values[0])
    default:
      return false
  }
}

/** How many of the nodes have the labels that all rules ask for. */
export function matchingNodes(nodes: readonly Node[], rules: readonly AffinityValues[]) {
  const matching = nodes.filter(({ labels = {}, lanIp }) =>
    rules.every((rule) => holds(rule, { 'kubernetes.io/hostname': lanIp, ...labels })),
  )
  return { matching: matching.length, total: nodes.length }
}
