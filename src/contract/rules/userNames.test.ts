import { describe, expect, it } from 'vitest'
import { foldName, isShowableName, userName } from './userNames'

describe('userName', () => {
  it.each([
    'ada',
    'ada+ops@example.com',
    '张三',
    'Ada Lovelace',
    '...',
    'a/b',
    'a%2Fb',
    'é',
    'x'.repeat(64),
  ])('accepts %j', (name) => expect(userName.test(name)).toBe(true))

  it.each([
    '',
    '.',
    '..',
    ' ada',
    'ada ',
    'a\nb',
    'a\u0000b',
    'a\u007fb',
    'a\u0085b',
    'a\u200bb',
    'a\u202eb',
    'a\u2028b',
    'a\ud800b',
    'x'.repeat(65),
  ])('refuses %j', (name) => expect(userName.test(name)).toBe(false))
})

describe('isShowableName', () => {
  it.each([
    'ada',
    'ada+ops@example.com',
    '张三',
    ' two  words ',
    'a/b',
    '<b>',
    '👩\u200d🚀',
    'x'.repeat(256),
  ])('accepts %j', (name) => expect(isShowableName(name)).toBe(true))

  it.each([
    '',
    ' ',
    '\u200d',
    '.',
    '..',
    'a\nb',
    'a\u0000',
    'a\u009b',
    'a\u202eb',
    'a\u2067b',
    'x'.repeat(257),
  ])('refuses %j', (name) => expect(isShowableName(name)).toBe(false))
})

describe('foldName', () => {
  it.each([
    ['admin', 'Admin'],
    ['admin', 'ＡＤＭＩＮ'],
    ['admin', 'adm\u0131n'],
    ['straße', 'STRASSE'],
    ['\u00e9', 'e\u0301'],
    ['\u00c9', 'e\u0301'],
    ['ὀδυσσεύς', 'ὈΔΥΣΣΕΎΣ'],
    ['ﬁ', 'FI'],
    ['\u017f', 'S'],
    ['\u212a', 'k'],
  ])('is equal for %s and %s', (a, b) => {
    expect(foldName(a)).toBe(foldName(b))
  })

  it.each([
    ['ada', 'adam'],
    ['张三', '張三'],
    ['a-b', 'a_b'],
    ['e', 'é'],
  ])('differs for %s and %s', (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b))
  })
})
