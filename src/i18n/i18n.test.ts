import { describe, expect, it } from 'vitest'
import { detectLanguage, matchLanguage } from './i18n'

describe('language', () => {
  it('is detected from the URL, then local storage, then the browser’s languages', () => {
    expect(detectLanguage('?lang=zh', 'en', ['en'])).toBe('zh-CN')
    expect(detectLanguage('', 'zh-CN', ['en'])).toBe('zh-CN')
    expect(detectLanguage('', null, ['fr', 'zh-Hans-CN'])).toBe('zh-CN')
    expect(detectLanguage('?lang=xx', null, ['fr'])).toBe('en')
  })

  it('is recognized in any spelling of its tag', () => {
    expect(['zh', 'zh-TW', 'ZH_cn', 'en-GB', 'e', null].map(matchLanguage)).toEqual([
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'en',
      undefined,
      undefined,
    ])
  })
})
