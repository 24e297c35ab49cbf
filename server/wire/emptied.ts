import type { Action } from '../../src/contract/action'
import { isFields } from '../../src/contract/fields'
import { shapeOf } from './shape'

const isEmpty = (value: unknown) =>
  Array.isArray(value) ? value.length === 0 : isFields(value) && Object.keys(value).length === 0

/**
 * Returns parameters in which empty lists and maps that the action may set are empty strings;
 * flattening would omit them otherwise.
 */
export function withEmptied({ request }: Action, params: object): Record<string, unknown> {
  const shape = shapeOf(request)
  const emptied = shape.kind === 'object' ? shape.fields.filter(([, value]) => value.emptiable) : []
  const completeParams: Record<string, unknown> = { ...params }
  for (const [name] of emptied) if (isEmpty(completeParams[name])) completeParams[name] = ''
  return completeParams
}
