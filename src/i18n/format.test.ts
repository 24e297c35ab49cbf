import { describe, expect, it } from 'vitest'
import { formatAge, formatMemory, formatNumber, parseApiTime, shorten } from './format'

describe('parseApiTime', () => {
  it('assumes Beijing time', () => {
    expect(parseApiTime('2017-03-01 08:00:00')).toBe(Date.UTC(2017, 2, 1))
  })

  it('accepts a time zone', () => {
    expect(parseApiTime('2017-03-01 08:00:00 +0800 CST')).toBe(Date.UTC(2017, 2, 1))
    expect(parseApiTime('2017-03-01T00:00:00Z')).toBe(Date.UTC(2017, 2, 1))
    expect(parseApiTime('2017-03-01T09:00:00.123+09:00')).toBe(Date.UTC(2017, 2, 1))
  })

  it.each(['0000-00-00 00:00:00', '', 'soon', undefined])('returns undefined for %s', (text) => {
    expect(parseApiTime(text)).toBeUndefined()
  })
})

describe('formatters', () => {
  const now = Date.UTC(2017, 2, 1)

  it('format an age in the largest fitting unit', () => {
    expect(formatAge(now - 59_000, now, 'en')).toBe('59 sec. ago')
    expect(formatAge(now - 3 * 3_600_000 - 5, now, 'en')).toBe('3 hr. ago')
    expect(formatAge(now - 2 * 86_400_000, now, 'zh-CN')).toBe('2天前')
  })

  it('group digits and separate the unit', () => {
    expect(formatNumber(12_345.678, 'en', 'MiB')).toBe('12,345.68\u202fMiB')
    expect(formatMemory(1536, 'en')).toBe('1.5\u202fGiB')
    expect(formatMemory(512, 'en')).toBe('512\u202fMiB')
  })

  it('abbreviate only long IDs', () => {
    expect(shorten('7f3a91d24be58c04e')).toBe('7f3a91d2…c04e')
    expect(shorten('cls-1234')).toBe('cls-1234')
  })
})
