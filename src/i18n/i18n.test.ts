import { describe, expect, it } from 'vitest'
import { chosenLanguage, matching } from './i18n'

describe('the language', () => {
  it('is that of the address, then of this browser’s memory, then of the browser', () => {
    expect(chosenLanguage('?lang=zh', 'en', ['en'])).toBe('zh-CN')
    expect(chosenLanguage('', 'zh-CN', ['en'])).toBe('zh-CN')
    expect(chosenLanguage('', null, ['fr', 'zh-Hans-CN'])).toBe('zh-CN')
    expect(chosenLanguage('?lang=xx', null, ['fr'])).toBe('en')
  })

  it('is told from every way to write it', () => {
    expect(['zh', 'zh-TW', 'ZH_cn', 'en-GB', 'e', null].map(matching)).toEqual([
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'en',
      undefined,
      undefined,
    ])
  })
})
