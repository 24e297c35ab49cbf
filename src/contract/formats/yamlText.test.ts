import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { needsQuotes, quoteYaml } from './yamlText'

const versions = ['1.1', '1.2'] as const

describe('needsQuotes', () => {
  it.each(
    [
      'yes',
      'off',
      'NO',
      'On',
      'y',
      'N',
      'True',
      'null',
      '~',
      'Null',
      '',
      ' ',
      '=',
      '<<',
      '-',
      '?',
    ].concat(
      [
        '0',
        '1.5',
        '1e3',
        '0x1F',
        '0o17',
        '017',
        '1_000',
        '12:30',
        '12:30:45',
        '2026-10-25',
        '.5',
        '.inf',
      ],
      [
        '-.INF',
        '.NaN',
        '+1',
        '-1',
        '2001-12-14t21:59:43.10-05:00',
        '! a',
        '&a',
        '*a',
        '@a',
        '%a',
        '`a',
      ],
      [
        'a\tb',
        'a\u0000',
        'a\u0085b',
        'a\u2028b',
        '\ufeffa',
        'a\u00a0b',
        'a\u007f',
        'a\ud800',
        '[a]',
        'a\r\nb',
      ],
    ),
  )('is true for %j', (text) => {
    expect(needsQuotes(text)).toBe(true)
  })

  it.each([
    'web',
    'nginx:1.25',
    '/data',
    'a b',
    '张三',
    'yes please',
    'a\nb',
    '_x',
    'http://a.b/c',
  ])('is false for %j', (text) => {
    expect(needsQuotes(text)).toBe(false)
  })
})

describe('quoteYaml', () => {
  it('has no character that is not printable', () => {
    expect(quoteYaml('a\u0000\t\n\u0085\u2028\ufeff\u007f"\\\ud800')).toBe(
      '"a\\u0000\\t\\n\\u0085\\u2028\\ufeff\\u007f\\"\\\\\\ud800"',
    )
  })

  it.each(versions)('is read as the same text by YAML %s', (version) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parse(quoteYaml(text), { version })).toBe(text)
      }),
    )
  })
})
