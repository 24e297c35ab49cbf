import { expect, it } from 'vitest'
import { beijingTime } from './beijingTime'

it('beijing formats Beijing time without a zone', () => {
  expect(beijingTime(Date.UTC(2017, 5, 7, 7, 2, 21, 999))).toBe('2017-06-07 15:02:21')
  expect(beijingTime(Date.UTC(2017, 11, 31, 16))).toBe('2018-01-01 00:00:00')
})
