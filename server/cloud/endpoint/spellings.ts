import type { ActionName } from '../../../src/contract/index'
import type { Flat } from './parameters'

/**
 * Names that samples of the document have in place of those of its tables, as `{wrong: right}`:
 * scripts were written after either (api-facts.md 4.7).
 */
const parameters: { readonly [N in ActionName]?: Readonly<Record<string, string>> } = {
  AddClusterInstances: { expandInstanceNum: 'goodsNum' },
  ModifyServiceReplicas: { replicas: 'scaleTo' },
}

/** Actions that samples call by another name. */
const otherNames: ReadonlyMap<string, ActionName> = new Map([
  ['DescribeClusterContainer', 'DescribeServiceInstance'],
])

export const rightName = (action: string): string => otherNames.get(action) ?? action

/** The parameters under the names of the tables; where both are sent, the right one counts. */
export function respelled(action: string, flat: Flat): Flat {
  const names = Object.entries(parameters).find(([name]) => name === action)?.[1]
  if (!names) return flat
  const entries = Object.entries(names).flatMap(([wrong, right]) => {
    const value = flat[wrong]
    return value === undefined || flat[right] !== undefined ? [] : [[right, value] as const]
  })
  return { ...flat, ...Object.fromEntries(entries) }
}
