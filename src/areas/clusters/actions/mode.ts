import type { Node } from '../clusterState'

/** Handling of removed machines: by their billing (the API's default), or the same for all. */
export const modes = ['byBilling', 'RemoveOnly', 'Return'] as const
export type Mode = (typeof modes)[number]

const prepaid = 1

/** A prepaid machine is never returned before it expires (集群相关接口/删除集群节点). */
export function outcomeOf(
  { cvmPayMode }: Pick<Node, 'cvmPayMode'>,
  mode: Mode,
): 'returned' | 'kept' {
  return mode !== 'RemoveOnly' && cvmPayMode !== prepaid ? 'returned' : 'kept'
}
