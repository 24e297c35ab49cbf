import { expect, it } from 'vitest'
import { formatDuration } from './duration'

it('formats a duration in its two largest units', () => {
  expect(formatDuration(0, 'en')).toBe('0s')
  expect(formatDuration(900, 'en')).toBe('1s')
  expect(formatDuration(65_000, 'en')).toBe('1m 5s')
  expect(formatDuration(7_200_000, 'en')).toBe('2h')
  expect(formatDuration(90_061_000, 'en')).toBe('1d 1h')
  expect(formatDuration(65_000, 'zh-CN')).toBe('1分钟 5秒')
  expect(formatDuration(-5, 'en')).toBe('0s')
})
