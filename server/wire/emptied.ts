import type { Action } from '../../src/contract/action'
import { isFields } from '../../src/contract/fields'
import { shapeOf } from './shape'

const isEmpty = (value: unknown) =>
  Array.isArray(value) ? value.length === 0 : isFields(value) && Object.keys(value).length === 0

/**
 * Parameters with empty lists and maps as empty texts if the action may set them to empty;
 * flattening would otherwise omit them.
 */
export function withEmptied({ request }: Action, params: object): Record<string, unknown> {
  const shape = shapeOf(request)
  const emptied = shape.kind === 'object' ? shape.fields.filter(([, one]) => one.emptiable) : []
  const all: Record<string, unknown> = { ...params }
  for (const [name] of emptied) if (isEmpty(all[name])) all[name] = ''
  return all
}
