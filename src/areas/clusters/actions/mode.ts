import { defaultOf, dependentDefaults } from '../../../contract/tables/dependentDefaults'
import type { Node } from '../clusterState'

/**
 * How removed machines are handled: by their billing (the API's default), or all in the same way.
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
