import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { foldText, matchesSearch } from './search'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('matches', () => {
  it.each([
    ['DIGEST', 'digest'],
    ['digest', 'DIGEST'],
    ['dıgest', 'DIGEST'],
    ['istanbul', 'İSTANBUL'],
    ['STRASSE', 'Straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['οδοσ', 'ΟΔΟΣ'],
    ['ｗｅｂ', 'web'],
    ['web', 'ＷＥＢ'],
    ['é', 'e\u0301'],
    ['ﬁle', 'FILE'],
    ['①', '1'],
    ['订单', '订单服务'],
    ['web/storefront', 'web/storefront'],
    ['  b a ', 'A b'],
    ['', 'anything'],
  ])('%j finds %j', (search, text) => {
    expect(matchesSearch(search, [text])).toBe(true)
  })

  it.each([
    ['b', 'a'],
    ['a b', 'a'],
    ['ab', 'a b'],
  ])('%j does not find %j', (search, text) => {
    expect(matchesSearch(search, [text])).toBe(false)
  })

  it('does not depend on the locale of the browser', () => {
    const lower = vi.spyOn(String.prototype, 'toLocaleLowerCase')
    const upper = vi.spyOn(String.prototype, 'toLocaleUpperCase')
    matchesSearch('DIGEST', ['digest'])
    expect([lower, upper].flatMap((mock) => mock.mock.calls)).toEqual([])
  })

  it('finds any text by its upper and lower case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(text.toUpperCase())).toBe(foldText(text))
        expect(foldText(foldText(text))).toBe(foldText(text))
      }),
    )
  })
})
