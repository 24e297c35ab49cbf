import { describe, expect, it } from 'vitest'
import { compileRegex, maxExpressionLength } from './linearRegex'
import { matcherOf } from './triggerMatch'

describe('compileRegex', () => {
  it.each([
    ['^test*', 'tes', 0, 3],
    ['^test*', 'testing', 0, 4],
    ['v\\d+', 'rc-v12', 3, 6],
    ['^$', '', 0, 0],
    ['(?i)^V1', 'v1.2', 0, 2],
  ])('%s matches in %s', (expr, tag, from, to) => {
    expect(compileRegex(expr).search?.(tag)).toEqual({ from, to })
  })

  it.each([
    ['^v\\d+$', 'v1-rc'],
    ['^test*', 'latest'],
  ])('%s does not match in %s', (expr, tag) => {
    expect(compileRegex(expr).search?.(tag)).toBeUndefined()
  })

  it.each([
    ['a(b', 2, 3, 'missing closing )'],
    ['[**]a**', 5, 7, 'invalid nested repetition operator'],
    ['v[z-a]', 2, 5, 'invalid character class range'],
    ['v[a', 1, 3, 'missing closing ]'],
    ['a\\', 1, 2, 'trailing backslash at end of expression'],
    ['^v(?=1)x', 2, 5, 'lookaround'],
    ['(a)\\1', 3, 5, 'back references'],
    ['x{2,1}y', 1, 6, 'invalid repeat count'],
  ])('rejects %s with the position', (expr, from, to, text) => {
    const { fault } = compileRegex(expr)
    expect(fault).toMatchObject({ from, to })
    expect(fault?.message).toContain(text)
  })

  it('rejects an expression that is too long', () => {
    expect(compileRegex('a'.repeat(maxExpressionLength)).fault).toBeUndefined()
    expect(compileRegex('a'.repeat(maxExpressionLength + 1)).fault).toMatchObject({
      from: maxExpressionLength,
    })
  })

  it('matches in linear time where backtracking engines hang', () => {
    const search = compileRegex('^(a+)+(b|a?)*$').search
    expect(search?.(`${'a'.repeat(128)}!`)).toBeUndefined()
  })
})

describe('matcherOf', () => {
  it.each([
    ['all', '', 'anything', true],
    ['taglist', 'v1; v2;;v3', 'v2', true],
    ['taglist', 'v1;v2', 'v', false],
    ['regex', '^v\\d', 'v2', true],
    ['regex', '^v\\d', 'w2', false],
  ] as const)('%s %s of %s: %s', (invokeMethod, invokeExpr, tag, fires) => {
    expect(matcherOf({ invokeMethod, invokeExpr }).match?.(tag).fires).toBe(fires)
  })

  it('explains the error in a regular expression', () => {
    expect(matcherOf({ invokeMethod: 'regex', invokeExpr: '(' }).fault?.message).toContain(')')
  })
})
