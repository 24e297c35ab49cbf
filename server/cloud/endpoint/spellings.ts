import type { Action } from '../../../src/contract/action'
import { type ActionName, actions } from '../../../src/contract/index'
import type { Flat } from '../backend'

const otherNames: ReadonlyMap<string, ActionName> = new Map(
  Object.values(actions).flatMap((action) =>
    action.otherNames.map((name): [string, ActionName] => [name, action.name]),
  ),
)

/**
 * Returns the contract's name of an action for which samples of the document use another name
 * (api-facts.md 4.7).
 */
export const contractName = (action: string): string => otherNames.get(action) ?? action

const otherParameters: ReadonlyMap<string, readonly [other: string, right: string][]> = new Map(
  Object.values(actions)
    .map(({ name, otherParameters }: Action) => [name, Object.entries(otherParameters)] as const)
    .filter(([, entries]) => entries.length > 0),
)

/**
 * Renames parameters to the names in the document's tables; if a request has both names, the
 * document's name wins.
 */
export function withContractNames(action: string, flat: Flat): Flat {
  const names = otherParameters.get(action)
  if (!names) return flat
  const entries = names.flatMap(([otherName, documentedName]) => {
    const value = flat[otherName]
    return value === undefined || flat[documentedName] !== undefined
      ? []
      : [[documentedName, value] as const]
  })
  return { ...flat, ...Object.fromEntries(entries) }
}
