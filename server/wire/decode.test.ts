import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { emptiable } from '../../src/contract/rules/rules'
import { decode } from './decode'
import { flatten } from './flatten'

const flag = z.literal([0, 1])
const schema = z.strictObject({
  name: z.optional(z.string().check(z.minLength(1))),
  note: z.optional(z.string()),
  size: z._default(z.int().check(z.gte(1)), 20),
  ratio: z.optional(z.number()),
  flag: z.optional(flag),
  kind: z.optional(z.enum(['x', 'y'])),
  on: z.optional(z.boolean()),
  src_image: z.optional(z.string()),
  items: z.optional(
    z.array(z.strictObject({ key: z.string(), values: z.optional(z.array(z.int())) })),
  ),
  labels: emptiable(z.array(z.string())),
})
const empty = { size: 20, labels: [] }
const read = (flat: Record<string, string>) => decode(schema, { labels: '', ...flat })

describe('decode', () => {
  it('fills in defaults, and takes an empty value for an empty list', () => {
    expect(read({}).value).toEqual(empty)
  })

  it('refuses a missing list that can be set to empty', () => {
    expect(decode(schema, {}).faults).toMatchObject([{ path: 'labels', rule: 'required' }])
  })

  it('converts every kind of value', () => {
    const value = {
      name: '1',
      note: '',
      size: 7,
      ratio: -0.25,
      flag: 1,
      kind: 'y',
      on: true,
      items: [{ key: 'k', values: [3, 4] }],
      labels: Array.from({ length: 23 }, (_, index) => `l${index}`),
    }
    expect(decode(schema, flatten(value)).value).toEqual(value)
  })

  it.each([
    ['True', true],
    ['true', true],
    ['1', true],
    ['False', false],
    ['0', false],
  ])('accepts %s as a boolean, for all SDKs', (on, expected) => {
    expect(read({ on }).value).toEqual({ ...empty, on: expected })
  })

  it('treats an empty value as absent if it would be invalid', () => {
    const flat = { name: '', note: '', size: '', ratio: '', flag: '', kind: '', on: '', items: '' }
    expect(read(flat).value).toEqual({ ...empty, note: '' })
  })

  it('accepts src.image for src_image', () => {
    expect(read({ 'src.image': 'a:b' }).value).toEqual({ ...empty, src_image: 'a:b' })
    expect(read({ src_image: 'a:b' }).value).toEqual({ ...empty, src_image: 'a:b' })
  })

  it('ignores unknown names of any form', () => {
    const flat = {
      Action: 'X',
      'a.b.c': '1',
      __proto__: 'x',
      '__proto__.polluted': '1',
      'constructor.prototype.polluted': '1',
      'note.toString': 'x',
      'items.0.key': 'k',
      'items.0.__proto__.polluted': '1',
      '': 'x',
      [`${'a.'.repeat(100_000)}b`]: 'deep',
    }
    expect(read(flat).value).toEqual({ ...empty, items: [{ key: 'k' }] })
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it.each([
    ['labels.1'],
    ['labels.4000000000'],
    ['labels.n'],
    ['labels.-1'],
    ['labels.00'],
    ['labels.length'],
    ['labels.__proto__'],
  ])('refuses the gap in the indexes that %s leaves', (name) => {
    expect(decode(schema, { [name]: 'x', size: '0' }).faults).toEqual([
      {
        path: 'labels',
        rule: 'indexes',
        message: `must be indexed from 0 without gaps: labels.0, labels.1 and so on, not ${name}`,
      },
      expect.objectContaining({ path: 'size', rule: 'tooSmall' }),
    ])
  })

  it('reports the path of a nested gap', () => {
    const flat = { 'items.0.key': 'k', 'items.0.values.0': '1', 'items.0.values.2': '3' }
    expect(read(flat).faults).toMatchObject([{ path: 'items.0.values', rule: 'indexes' }])
  })

  it('reports every fault at once', () => {
    const flat = {
      size: '1e3',
      ratio: '0x10',
      flag: '2',
      kind: 'z',
      on: 'yes',
      items: 'text',
      'labels.0': 'fine',
    }
    expect(read(flat).faults?.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'size number',
      'ratio number',
      'flag oneOf',
      'kind oneOf',
      'on boolean',
      'items list',
    ])
    const nested = { 'items.0.values.0': 'x', 'items.1': 'text' }
    expect(read(nested).faults?.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'items.0.key required',
      'items.0.values.0 number',
      'items.1 object',
    ])
  })

  it('refuses numbers that JavaScript cannot represent', () => {
    expect(read({ size: '9'.repeat(400) }).faults).toMatchObject([{ path: 'size' }])
    expect(read({ size: '9007199254740993' }).faults).toMatchObject([{ rule: 'tooBig' }])
  })
})
