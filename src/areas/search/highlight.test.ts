import { expect, it } from 'vitest'
import { piecesOf, wordsOf } from './highlight'

const marked = (text: string, search: string) =>
  piecesOf(text, wordsOf(search))
    .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join('')

it('marks every occurrence of every word, in any case', () => {
  expect(marked('Shop/shop-web', 'SHOP web')).toBe('[Shop]/[shop]-[web]')
})

it('joins overlapping matches', () => {
  expect(marked('aaab', 'aa')).toBe('[aaa]b')
})

it('marks nothing if lower case changes the positions', () => {
  expect(marked('İx', 'x')).toBe('İx')
})

it('marks nothing without words', () => {
  expect(marked('web', ' ')).toBe('web')
})
