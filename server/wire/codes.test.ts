import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeOf, formatMessage, parseMessage } from './codes'

describe('codes', () => {
  it('has the public codes only', () => {
    expect(codeOf(0)?.name).toBe('Success')
    expect(codeOf(4400)?.name).toBe('RequestLimitExceeded')
    expect(codeOf(-502)).toBeUndefined()
    expect(codeOf(Number.NaN)).toBeUndefined()
  })

  it("splits the module code off the document's message", () => {
    expect(parseMessage('(100004)projectId不正确')).toEqual({
      moduleCode: 100004,
      text: 'projectId不正确',
    })
    expect(parseMessage('(-10013)a\nb')).toEqual({ moduleCode: -10013, text: 'a\nb' })
    expect(parseMessage('(x) ok')).toEqual({ text: '(x) ok' })
    expect(parseMessage('')).toEqual({ text: '' })
  })

  it('parses formatted messages', () => {
    const code = fc.integer()
    fc.assert(
      fc.property(fc.string(), code, (text, moduleCode) => {
        expect(parseMessage(formatMessage(text, moduleCode))).toEqual({ moduleCode, text })
      }),
    )
  })
})
