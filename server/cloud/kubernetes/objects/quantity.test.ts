import { expect, it } from 'vitest'
import { gibibytes, mebibytes, millicores, quantity } from './quantity'

it.each([
  ['500m', 0.5],
  ['2', 2],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['1e3', 1000],
  ['128974848', 128_974_848],
  ['129M', 129_000_000],
  ['3E', 3e18],
  [undefined, 0],
  ['what?', 0],
])('reads the quantity %s', (text, number) => {
  expect(quantity(text)).toBe(number)
})

it('rounds up, so that a small request does not become 0', () => {
  expect(millicores('0.0001')).toBe(1)
  expect(millicores('100m')).toBe(100)
  expect(mebibytes('100k')).toBe(1)
  expect(mebibytes('64Mi')).toBe(64)
  expect(gibibytes('8Gi')).toBe(8)
})
