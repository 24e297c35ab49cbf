import { defaultOf, dependentDefaults } from '../../../contract/tables/dependentDefaults'
import type { Node } from '../clusterState'

/**
 * What happens to removed machines: decided by their billing (the API's default), or the same for
 * all.
 */
export const modes = ['byBilling', 'RemoveOnly', 'Return'] as const
export type Mode = (typeof modes)[number]

/** A prepaid machine is never returned before it expires, regardless of the mode. */
export function outcomeOf(
  { cvmPayMode }: Pick<Node, 'cvmPayMode'>,
  mode: Mode,
): 'returned' | 'kept' {
  const byDefault = defaultOf(dependentDefaults.nodeDeleteMode, { cvmPayMode })
  return mode !== 'RemoveOnly' && byDefault === 'Return' ? 'returned' : 'kept'
}
