import type * as z from 'zod/mini'
import type { Action } from '../../src/contract/action'
import { isFields } from '../../src/contract/fields'
import { check, type Fault } from '../../src/contract/rules/faults'
import { type Shape, shapeOf } from './shape'

export type Fields = Record<string, unknown>

const booleansByText = new Map<unknown, boolean>([
  [0, false],
  ['0', false],
  ['false', false],
  ['False', false],
  [1, true],
  ['1', true],
  ['true', true],
  ['True', true],
])

const asNumber = (value: unknown): unknown => {
  if (typeof value === 'boolean') return Number(value)
  const isNumeric = typeof value === 'string' && /^\s*-?\d+(\.\d+)?(e[-+]?\d+)?\s*$/i.test(value)
  return isNumeric ? Number(value) : value
}

const asText = (value: unknown): unknown => {
  if (value === null) return ''
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

const asChoice = (values: readonly unknown[], value: unknown): unknown => {
  const text = String(typeof value === 'boolean' ? Number(value) : value).trim()
  return values.find((candidate) => String(candidate) === text) ?? value
}

/**
 * PHP encodes an empty map as an empty list, and one sample has a single item instead of a list.
 */
function asList(value: unknown): unknown {
  if (value === null || value === '') return []
  if (!isFields(value)) return value
  const items = Object.values(value)
  return Object.keys(value).every((key, index) => key === String(index)) ? items : [value]
}

/** The document calls some single objects `Object Array`. */
const asObject = (value: unknown): unknown => {
  if (!Array.isArray(value)) return value
  if (value.length === 0) return {}
  return value.length === 1 && isFields(value[0]) ? value[0] : value
}

/**
 * Returns the same object if nothing changes, which is the case for most rows of most responses.
 */
function conformFields(fields: readonly (readonly [string, Shape])[], value: Fields): Fields {
  let result = value
  for (const [name, shape] of fields) {
    const isPresent = Object.hasOwn(value, name)
    const converted = conformTo(shape, isPresent ? value[name] : undefined)
    if (converted === undefined ? !isPresent : isPresent && converted === value[name]) continue
    if (result === value) result = { ...value }
    if (converted === undefined) delete result[name]
    else result[name] = converted
  }
  return result
}

function conformItems(item: Shape, list: readonly unknown[]): readonly unknown[] {
  let result: unknown[] | undefined
  for (let at = 0; at < list.length; at += 1) {
    const converted = conformTo(item, list[at])
    if (converted === list[at]) continue
    result ??= [...list]
    result[at] = converted
  }
  return result ?? list
}

const nullable: ReadonlySet<Shape['kind']> = new Set(['list', 'map', 'text'])

function conformTo(shape: Shape, value: unknown): unknown {
  if (shape.optional && (value === null || value === undefined)) return undefined
  if (value === undefined) {
    return shape.kind === 'list' ? [] : shape.kind === 'map' ? {} : undefined
  }
  if (value === null && !nullable.has(shape.kind)) return value
  switch (shape.kind) {
    case 'list': {
      const list = asList(value)
      return Array.isArray(list) ? conformItems(shape.item, list) : list
    }
    case 'map': {
      const map = value === null ? {} : asObject(value)
      if (!isFields(map)) return map
      const entries = Object.entries(map).map(([key, item]) => [key, conformTo(shape.item, item)])
      return Object.fromEntries(entries)
    }
    case 'object': {
      const object = asObject(value)
      return isFields(object) ? conformFields(shape.fields, object) : object
    }
    case 'text':
      return asText(value)
    case 'any':
      return value
  }
  const isEmptyText = value === '' && shape.optional
  if (shape.kind === 'choice') {
    return isEmptyText && !shape.values.includes('') ? undefined : asChoice(shape.values, value)
  }
  if (isEmptyText) return undefined
  return shape.kind === 'number' ? asNumber(value) : (booleansByText.get(value) ?? value)
}

/**
 * Converts a response to the contract's types where the conversion is unambiguous: numeric strings
 * to numbers, numbers to strings, 0/1/`true` to booleans, null and missing lists and maps to empty
 * ones, null in optional fields to absent. Unknown fields and other values stay unchanged.
 */
export const conform = (schema: z.core.$ZodType, value: unknown): unknown =>
  conformTo(shapeOf(schema), value)

/**
 * Returns the deviations of a conformed response from the contract; unknown fields are not
 * deviations.
 */
export const findDrift = (action: Action, data: unknown): Fault[] =>
  check(action.response, data).faults ?? []
