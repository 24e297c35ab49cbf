import { describe, expect, it } from 'vitest'
import { flatten } from './flatten'

describe('flatten', () => {
  it('writes dotted names with indexes from 0, also beyond ten', () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`)
    expect(flatten({ a: [{ b: 'x', c: [1, 2] }], names })).toEqual({
      'a.0.b': 'x',
      'a.0.c.0': '1',
      'a.0.c.1': '2',
      ...Object.fromEntries(names.map((name, index) => [`names.${index}`, name])),
    })
  })

  it('writes booleans in lower case and texts unchanged', () => {
    expect(flatten({ on: true, off: false, text: ' a&b=c\n', empty: '' })).toEqual({
      on: 'true',
      off: 'false',
      text: ' a&b=c\n',
      empty: '',
    })
  })

  it.each([
    [0, '0'],
    [-0, '0'],
    [-12.5, '-12.5'],
    [1e21, '1000000000000000000000'],
    [-1.5e-7, '-0.00000015'],
    [1e-7, '0.0000001'],
  ])('writes %d in plain decimal', (value, text) => {
    expect(flatten({ value })).toEqual({ value: text })
  })

  it('omits absent values and empty lists', () => {
    const nothing = { a: undefined, b: null, c: [], d: [{ e: undefined }], f: Number.NaN }
    expect(flatten(nothing)).toEqual({})
  })
})
