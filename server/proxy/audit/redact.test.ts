import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { read } from '../../../src/contract/action'
import { accountAt } from '../../test/proxy/proxy'
import { isSecret, masked, withoutCredentials, withoutDisguised, withoutSecrets } from './redact'

const action = {
  ...read({
    name: 'Any',
    area: 'clusters',
    host: 'ccs',
    section: '',
    scope: 'account',
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

  const odd = 'k\'e"y\\%2F/ü&<é>+=~*()! π'
  const strictly = encodeURIComponent(odd).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const html = odd.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  it.each([
    odd,
    JSON.stringify(odd),
    JSON.stringify(JSON.stringify(odd)),
    escaped(odd),
    JSON.stringify(odd).replace(/[^ -~]/g, escaped),
    encodeURI(odd),
    strictly,
    strictly.replace(/%../g, (one) => one.toLowerCase()),
    encodeURIComponent(encodeURIComponent(odd)),
    new URLSearchParams({ odd }).toString().slice(4),
    html,
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&#34;').replaceAll("'", '&#x27;'),
  ])('however many signs are written in other ways: %s', (says) => {
    const found = withoutCredentials(says, accountAt('', { secretKey: odd }))
    expect(found.replace(/[\\"]/g, '')).toBe('••••••••')
  })

  it('and leaves JSON whole where they end with a backslash', () => {
    const secretKey = 'key"&\\'
    const says = [secretKey, 'key&quot;&amp;\\', encodeURI(secretKey)].join(' ')
    const text = withoutCredentials(JSON.stringify({ says }), accountAt('', { secretKey }))
    expect(JSON.parse(text)).toEqual({ says: '•••••••• •••••••• ••••••••' })
  })

  it('and the signature that went out', () => {
    expect(withoutCredentials('got ab/c= and ab%2Fc%3D', account, 'ab/c=')).toMatch(
      /^got •{8} and •{8}$/,
    )
  })
})

describe('words of an endpoint hold no credentials', () => {
  const secretKey = 'k"/ü&key é'
  const bytes = Buffer.from(secretKey)
  it.each([
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('hex').replace(/../g, '%$&'),
    bytes.toString('hex').replace(/../g, '%$&').toUpperCase(),
    [...secretKey].map((one) => `&#${one.charCodeAt(0)};`).join(''),
    [...secretKey].map((one) => `&#x${one.charCodeAt(0).toString(16)};`).join(''),
  ])('written as %s', (says) => {
    expect(withoutDisguised(says, accountAt('', { secretKey }))).toBe('••••••••')
  })

  it.each(['', 'i', 'id', 'id:'])('in base64 after %j', (before) => {
    for (const form of ['base64', 'base64url'] as const) {
      const says = Buffer.from(`${before}${secretKey}`).toString(form)
      expect(withoutDisguised(says, accountAt('', { secretKey }))).toMatch(/^.{0,5}•{8}.{0,3}$/)
    }
  })
})

it('withoutSecrets takes half a sign, which nobody can send, for none', () => {
  expect(withoutSecrets('is \ufffdhidden', action, [['password', '\ud800hidden']])).toBe(
    'is ••••••••',
  )
})

it('withoutSecrets leaves values too short to be one', () => {
  expect(
    withoutSecrets('1 hidden', action, [
      ['password', '1'],
      ['users.0.key', 'hidden'],
    ]),
  ).toBe('1 ••••••••')
})
