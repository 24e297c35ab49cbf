import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { Action } from '../../src/contract/action'
import { actions } from '../../src/contract/index'
import { conform, findDrift } from './conform'

const schema = z.object({
  id: z.string(),
  size: z.int(),
  flag: z.literal([0, 1]),
  kind: z.enum(['a', 'b']),
  on: z.boolean(),
  note: z.optional(z.string()),
  overrides: z.optional(z.int()),
  rows: z.array(z.object({ n: z.number() })),
  map: z.record(z.string(), z.int()),
  one: z.optional(z.object({ x: z.int() })),
})
const conforming = {
  id: '7',
  size: 3,
  flag: 1,
  kind: 'a',
  on: true,
  rows: [{ n: 1.5 }],
  map: { a: 2 },
}

describe('conform', () => {
  it('leaves valid values and unknown fields unchanged', () => {
    expect(conform(schema, { ...conforming, extra: [null] })).toEqual({
      ...conforming,
      extra: [null],
    })
  })

  it("converts values to the schema's types", () => {
    const loose = {
      id: 7,
      size: '3',
      flag: true,
      kind: 'a',
      on: 1,
      overrides: '',
      rows: { 0: { n: '1.5' } },
      map: { a: '2' },
      one: [{ x: '1' }],
    }
    expect(conform(schema, loose)).toEqual({ ...conforming, one: { x: 1 } })
    expect(conform(schema, { ...conforming, flag: '1', on: 'true' })).toEqual(conforming)
  })

  it('replaces null lists, maps and texts by empty ones, and drops null in optional fields', () => {
    const nulls = {
      ...conforming,
      id: null,
      rows: null,
      map: null,
      note: null,
      overrides: null,
      one: null,
    }
    expect(conform(schema, nulls)).toEqual({ ...conforming, id: '', rows: [], map: {} })
    expect(conform(schema, { ...conforming, map: [] })).toEqual({ ...conforming, map: {} })
    const { rows: _rows, map: _map, ...without } = conforming
    expect(conform(schema, without)).toEqual({ ...conforming, rows: [], map: {} })
    expect(conform(schema, { ...conforming, rows: { n: 1 } })).toEqual({
      ...conforming,
      rows: [{ n: 1 }],
    })
  })

  it('leaves other invalid values unchanged', () => {
    const wrongValues = {
      ...conforming,
      size: 'many',
      flag: 2,
      kind: 'c',
      on: 'maybe',
      rows: 'none',
      map: [1, 2],
    }
    expect(conform(schema, wrongValues)).toEqual(wrongValues)
    expect(conform(schema, null)).toBeNull()
    expect(conform(schema, 'text')).toBe('text')
  })

  it('never throws and is idempotent', () => {
    const allActions: readonly Action[] = Object.values(actions)
    fc.assert(
      fc.property(fc.constantFrom(...allActions), fc.jsonValue(), (action, value) => {
        const conformed = conform(action.response, value)
        expect(conform(action.response, conformed)).toEqual(conformed)
        expect(findDrift(action, conformed)).toBeInstanceOf(Array)
      }),
    )
  })
})

describe('drift', () => {
  it('reports differences, but not unknown fields', () => {
    const answer = { totalCount: 'many', clusters: [], extra: 1 }
    expect(findDrift(actions.DescribeCluster, answer)).toMatchObject([
      { path: 'totalCount', rule: 'number' },
    ])
    expect(findDrift(actions.DescribeCluster, { ...answer, totalCount: 0 })).toEqual([])
  })
})
