import * as z from 'zod/mini'
import { type ActionName, actions } from '../../../src/contract/index'
import { type Shape, shapeOf } from '../../wire/shape'

/** Parameters as sent; a name may occur twice. */
export type Pairs = readonly (readonly [name: string, value: string])[]

/**
 * A request with a single fault. Tests sample few of them, so `pairs` builds the parameters on
 * demand.
 */
export interface InvalidRequest {
  what: string
  pairs: () => Pairs
  /** A name that the error message must contain; undefined if the request may be accepted. */
  names?: string
}

const thousandPairs = (nameOf: (index: number) => string) =>
  Array.from({ length: 1000 }, (_, index): [string, string] => [nameOf(index), 'y'])

/** Texts that are neither numbers, booleans, names nor members of any enumeration. */
export const awkward = [
  'text',
  '"quoted"',
  "'; DROP TABLE documents; --",
  '中文名字',
  '🐳',
  '\u0000\u0001\u001f',
  'two\r\nlines',
  '1e3',
  '0x10',
  ' 1',
  'NaN',
  '-',
  '../../etc/passwd',
  '{"json":1}',
  'true false',
  '%00',
  '__proto__',
  'x'.repeat(2000),
] as const

const isUnder = (name: string, path: string) => name === path || name.startsWith(`${path}.`)

/** The schema paths that a request fills, with their shapes. */
function* filledPaths(
  shape: Shape,
  pairs: Pairs,
  path = '',
): Generator<[path: string, shape: Shape]> {
  if (path !== '') yield [path, shape]
  if (shape.kind === 'object') {
    for (const [name, field] of shape.fields) {
      const at = path === '' ? name : `${path}.${name}`
      if (pairs.some(([filledPath]) => isUnder(filledPath, at)))
        yield* filledPaths(field, pairs, at)
    }
  } else if (shape.kind === 'list') {
    for (
      let index = 0;
      pairs.some(([filledPath]) => isUnder(filledPath, `${path}.${index}`));
      index += 1
    ) {
      yield* filledPaths(shape.item, pairs, `${path}.${index}`)
    }
  }
}

const withValue = (pairs: Pairs, path: string, value: string): Pairs =>
  pairs.map(([name, old]) => [name, name === path ? value : old])

const without = (pairs: Pairs, path: string): Pairs =>
  pairs.filter(([name]) => !isUnder(name, path))

/** Numbers one step beyond the bounds, and far beyond. */
function outOfRangeNumbers(schema: z.core.$ZodType): string[] {
  const { minimum = 0, maximum = 0 } = z.toJSONSchema(schema)
  return [
    '-99999999999999999999',
    '99999999999999999999',
    '0.5',
    '-1',
    '101',
    String(minimum - 1),
    String(maximum + 1),
  ]
}

/** Whether the schema of one path refuses a value, regardless of the other parameters. */
const refuses = (shape: Shape, value: unknown) => !z.safeParse(shape.schema, value).success

function* wrongValues(path: string, shape: Shape, pairs: Pairs): Generator<InvalidRequest> {
  const faultyRequest = (what: string, value: string): InvalidRequest => ({
    what,
    pairs: () => withValue(pairs, path, value),
    names: path,
  })
  if (shape.kind === 'number') {
    for (const value of outOfRangeNumbers(shape.schema)) {
      if (refuses(shape, Number(value))) yield faultyRequest(`${value} out of range`, value)
    }
  }
  for (const value of awkward) {
    const isWrong = ['number', 'boolean', 'choice'].includes(shape.kind)
      ? true
      : shape.kind === 'text' && refuses(shape, value)
    if (isWrong) yield faultyRequest('a wrong value', value)
    else if (shape.kind === 'text') {
      yield { what: 'an awkward text', pairs: () => withValue(pairs, path, value) }
    }
  }
}

/** Variants of a valid request with a single fault each. */
export function* invalidRequests(action: ActionName, pairs: Pairs): Generator<InvalidRequest> {
  const shape = shapeOf(actions[action].request)
  if (shape.kind !== 'object') return
  for (const [name, field] of shape.fields) {
    if (field.optional) continue
    yield { what: 'a required parameter missing', pairs: () => without(pairs, name), names: name }
    yield {
      what: 'a required parameter misspelt',
      pairs: () => without(pairs, name).concat([[name.toUpperCase(), 'x']]),
      names: name,
    }
  }
  for (const [path, fieldShape] of filledPaths(shape, pairs)) {
    yield* wrongValues(path, fieldShape, pairs)
    const firstItem = `${path}.0`
    if (fieldShape.kind === 'list' && pairs.some(([name]) => isUnder(name, firstItem))) {
      const moved = () =>
        pairs.map(([name, value]): [string, string] =>
          isUnder(name, firstItem)
            ? [`${path}.700${name.slice(firstItem.length)}`, value]
            : [name, value],
        )
      yield { what: 'a gap in a list', pairs: moved, names: path }
      yield {
        what: 'a list in one value',
        pairs: () => [...without(pairs, path), [path, '["a"]']],
        names: path,
      }
    }
  }
  for (const [name, value] of pairs) {
    yield { what: 'a parameter twice', pairs: () => [...pairs, [name, value]], names: name }
    yield {
      what: 'a parameter twice, differing',
      pairs: () => [...pairs, [name, `${value}x`]],
      names: name,
    }
  }
  yield {
    what: 'a thousand unknown parameters',
    pairs: () => [...pairs, ...thousandPairs((index) => `junk.${index}.x`)],
  }
  yield {
    what: 'a list of a thousand',
    pairs: () => [...pairs, ...thousandPairs((index) => `clusterIds.${index}`)],
  }
  yield {
    what: 'names out of their depth',
    pairs: () => [
      ...pairs,
      [Array(500).fill('a').join('.'), '1'],
      ['.', '1'],
      ['', '1'],
      ['__proto__.x', '1'],
      ['constructor', '1'],
    ],
  }
}
