import type { Action } from '../../../../src/contract/action'
import { shapeOf } from '../../../wire/shape'

/** Whether a response contains a list or map of objects. */
function hasRows({ response }: Action): boolean {
  const shape = shapeOf(response)
  if (shape.kind !== 'object') return false
  return shape.fields.some(
    ([, one]) => (one.kind === 'list' || one.kind === 'map') && one.item.kind === 'object',
  )
}

const cache = new WeakMap<Action, boolean>()

/** Whether a read lists resources without declaring how they are scoped; cached per action. */
export function isUndeclaredList(action: Action): boolean {
  const cached = cache.get(action)
  if (cached !== undefined) return cached
  const isOne = !action.mutates && !action.lists && (action.paging !== undefined || hasRows(action))
  cache.set(action, isOne)
  return isOne
}
