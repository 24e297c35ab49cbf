import * as z from 'zod/mini'
import type { Action } from '../../../../src/contract/action'
import { isFields } from '../../../../src/contract/fields'
import { meaningsOf } from '../../../../src/contract/tables/vocabularies'
import { type Shape, shapeOf } from '../../../wire/shape'
import { toShortJson } from '../../outcomes'

const kindOf = (value: unknown) =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'list'
      : isFields(value)
        ? 'object'
        : typeof value

const jsonKinds: Readonly<Record<Shape['kind'], string>> = {
  object: 'object',
  map: 'object',
  list: 'list',
  number: 'number',
  boolean: 'boolean',
  text: 'string',
  choice: 'string',
  any: '',
}

/**
 * Splits a text into the words that the API document defines, e.g. the reasons in `abnormalReason`.
 */
const wordsOf = (value: string) => value.split(',').map((word) => word.trim())

/**
 * The first word of a value that the schema's vocabulary lacks; undefined if there is no such word,
 * or no vocabulary.
 */
function unknownWord(schema: z.core.$ZodType, value: unknown): string | undefined {
  const names: unknown = z.globalRegistry.get(schema)?.vocabularies
  if (!Array.isArray(names) || value === '') return undefined
  const documentedWords = new Set(
    names.flatMap((name) => Object.keys(meaningsOf(String(name)) ?? {})),
  )
  if (documentedWords.size === 0) return undefined
  return wordsOf(String(value)).find((word) => !documentedWords.has(word))
}

function* scalarDeviations(shape: Shape, value: unknown, path: string): Generator<string> {
  const expected = shape.kind === 'choice' ? typeof shape.values[0] : jsonKinds[shape.kind]
  if (kindOf(value) !== expected) {
    yield `${path} is ${toShortJson(value)}, not a ${expected}`
  } else if (!z.safeParse(shape.schema, value).success) {
    yield `${path} is ${toShortJson(value)}, outside the document's values`
  } else {
    const undocumentedWord = unknownWord(shape.schema, value)
    if (undocumentedWord !== undefined)
      yield `${path} has the undocumented word ${toShortJson(undocumentedWord)}`
  }
}

function* deviationsWithin(shape: Shape, value: unknown, path: string): Generator<string> {
  const at = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`)
  if (value === undefined) {
    if (!shape.optional) yield `${path} is missing`
  } else if (value === null) {
    const isEmpty = ['list', 'map', 'object', 'text'].includes(shape.kind)
    if (!isEmpty && !shape.optional) yield `${path} is null`
  } else if (shape.kind === 'any') {
    return
  } else if (shape.kind === 'object' || shape.kind === 'map') {
    // PHP writes an empty map as an empty list.
    if (Array.isArray(value) && value.length === 0 && shape.kind === 'map') return
    if (!isFields(value)) yield `${path} is ${toShortJson(value)}, not an object`
    else if (shape.kind === 'map') {
      for (const [name, child] of Object.entries(value))
        yield* deviationsWithin(shape.item, child, at(name))
    } else {
      for (const [name, field] of shape.fields)
        yield* deviationsWithin(field, value[name], at(name))
    }
  } else if (shape.kind === 'list') {
    if (!Array.isArray(value)) yield `${path} is ${toShortJson(value)}, not a list`
    else
      for (const [index, child] of value.entries())
        yield* deviationsWithin(shape.item, child, at(index))
  } else {
    yield* scalarDeviations(shape, value, path)
  }
}

function withoutMisspellings(
  value: unknown,
  correctSpellings: ReadonlyMap<string, string>,
): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutMisspellings(item, correctSpellings))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      const corrected = correctSpellings.get(name) ?? name
      const spelled = Object.hasOwn(value, corrected) ? name : corrected
      return [spelled, withoutMisspellings(child, correctSpellings)]
    }),
  )
}

function dataOf({ flat, request: _, response }: Action, body: Readonly<Record<string, unknown>>) {
  const { code: _code, codeDesc: _desc, message: _message, ...beside } = body
  const shape = shapeOf(response)
  const isEmpty = shape.kind === 'object' && shape.fields.length === 0
  if (flat === true || isEmpty) return beside
  return flat === 'both' ? (body.data ?? beside) : body.data
}

/**
 * Deviations of an accepted response from the action's fields, JSON types and words. Additional
 * fields are ignored, and both spellings are accepted where the API document has two.
 */
export function deviations(action: Action, body: Readonly<Record<string, unknown>>): string[] {
  const data = withoutMisspellings(
    dataOf(action, body),
    new Map(Object.entries(action.misspellings)),
  )
  return [...deviationsWithin(shapeOf(action.response), data, action.flat === true ? '' : 'data')]
}
