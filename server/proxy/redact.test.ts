import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { read } from '../../src/contract/action'
import { accountAt } from '../test/proxy'
import { isSecret, masked, withoutCredentials, withoutSecrets } from './redact'

const action = {
  ...read({
    name: 'Any',
    area: 'clusters',
    host: 'ccs',
    section: '',
    request: z.object({}),
    response: z.object({}),
  }),
  secrets: ['password', 'users.key'],
}

describe('masked', () => {
  it('hides secrets at any depth, in lists too, and nothing else', () => {
    const params = {
      name: 'x',
      password: 'hidden',
      users: [{ name: 'a', key: 'hidden' }, { name: 'b' }],
    }
    expect(masked(action, params)).toEqual({
      name: 'x',
      password: '••••••••',
      users: [{ name: 'a', key: '••••••••' }, { name: 'b' }],
    })
    expect(params.password).toBe('hidden')
  })

  it('hides what is not of the expected shape altogether', () => {
    expect(masked(action, { users: 'hidden' })).toEqual({ users: '••••••••' })
    expect(masked(action, { password: { a: ['hidden'] } })).toEqual({ password: '••••••••' })
    expect(masked(action, {})).toEqual({})
  })
})

it('isSecret knows wire names', () => {
  const names = ['password', 'users.0.key', 'users.12.key.0', 'passwords', 'users.0.name', 'name']
  expect(names.filter((name) => isSecret(action, name))).toEqual(names.slice(0, 3))
})

it('withoutCredentials finds them in JSON as well', () => {
  const account = accountAt('', { secretKey: 'a/b+c', token: 'tok/en' })
  const text = `a/b+c a\\/b+c ${account.secretId} tok/en tok\\/en rest`
  expect(withoutCredentials(text, account)).toMatch(/^(•{8} ){5}rest$/)
})

describe('withoutCredentials finds them', () => {
  const account = accountAt('', { secretKey: 'a"b/c+d=e', token: 'tok/en' })
  const escaped = (text: string) =>
    [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

  it('as JSON escapes them, each sign or some', () => {
    const says = [escaped('a"b/c+d=e'), escaped('tok/en').toUpperCase().replaceAll('U', 'u')]
    const text = `{"message":"${says.join(' ')} t\\u006fk/en \\\\u0041 \\u4e2d"}`
    const mask = '••••••••'
    expect(JSON.parse(withoutCredentials(text, account))).toEqual({
      message: `${mask} ${mask} ${mask} \\u0041 中`,
    })
    expect(withoutCredentials(JSON.stringify('a"b/c+d=e'), account)).toBe(`"${mask}"`)
  })

  it('as addresses and forms write them', () => {
    const text = `${encodeURIComponent('a"b/c+d=e')} ${encodeURIComponent('a"b/c+d=e').toLowerCase()} tok%2Fen tok%2fen`
    expect(withoutCredentials(text, account)).toMatch(/^(•{8} ?){4}$/)
  })

  it('and the signature that went out', () => {
    expect(withoutCredentials('got ab/c= and ab%2Fc%3D', account, 'ab/c=')).toMatch(
      /^got •{8} and •{8}$/,
    )
  })
})

it('withoutSecrets leaves values too short to be one', () => {
  expect(
    withoutSecrets('1 hidden', action, [
      ['password', '1'],
      ['users.0.key', 'hidden'],
    ]),
  ).toBe('1 ••••••••')
})
