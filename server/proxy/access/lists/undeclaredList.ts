import type { Action } from '../../../../src/contract/action'
import { shapeOf } from '../../../wire/shape'

/** Names of a response's fields that hold a list or map of objects. */
function listFields({ response }: Action): string[] {
  const shape = shapeOf(response)
  if (shape.kind !== 'object') return []
  return shape.fields
    .filter(
      ([, value]) =>
        (value.kind === 'list' || value.kind === 'map') && value.item.kind === 'object',
    )
    .map(([name]) => name)
}

const cache = new WeakMap<Action, boolean>()

/** Whether a read lists resources without declaring how they are scoped; cached per action. */
export function isUndeclaredList(action: Action): boolean {
  const cached = cache.get(action)
  if (cached !== undefined) return cached
  const { lists, mutates, paging } = action
  const declared = lists ? [lists.items, ...(lists.others ?? []).map(({ items }) => items)] : []
  const isOne =
    !mutates &&
    ((!lists && paging !== undefined) ||
      listFields(action).some((field) => !declared.includes(field)))
  cache.set(action, isOne)
  return isOne
}
