import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { read } from '../../../src/contract/action'
import { accountAt } from '../../test/proxy/proxy'
import {
  isSecret,
  maskParams,
  withoutCredentials,
  withoutOpaqueCredentials,
  withoutSecrets,
} from './redact'

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
  it('hides only secrets, at any depth and in lists', () => {
    const params = {
      name: 'x',
      password: 'hidden',
      users: [{ name: 'a', key: 'hidden' }, { name: 'b' }],
    }
    expect(maskParams(action, params)).toEqual({
      name: 'x',
      password: '••••••••',
      users: [{ name: 'a', key: '••••••••' }, { name: 'b' }],
    })
    expect(params.password).toBe('hidden')
  })

  it('hides values of an unexpected shape', () => {
    expect(maskParams(action, { users: 'hidden' })).toEqual({ users: '••••••••' })
    expect(maskParams(action, { password: { a: ['hidden'] } })).toEqual({ password: '••••••••' })
    expect(maskParams(action, {})).toEqual({})
  })
})

it('isSecret recognizes wire names', () => {
  const names = ['password', 'users.0.key', 'users.12.key.0', 'passwords', 'users.0.name', 'name']
  expect(names.filter((name) => isSecret(action, name))).toEqual(names.slice(0, 3))
})

it('withoutCredentials masks credentials in JSON', () => {
  const account = accountAt('', { secretKey: 'a/b+c', token: 'tok/en' })
  const text = `a/b+c a\\/b+c ${account.secretId} tok/en tok\\/en rest`
  expect(withoutCredentials(text, account)).toMatch(/^(•{8} ){5}rest$/)
})

describe('withoutCredentials', () => {
  const account = accountAt('', { secretKey: 'a"b/c+d=e', token: 'tok/en' })
  const escaped = (text: string) =>
    [...text].map((value) => `\\u${value.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

  it('masks JSON-escaped credentials, fully or partly escaped', () => {
    const escapedCredentials = [
      escaped('a"b/c+d=e'),
      escaped('tok/en').toUpperCase().replaceAll('U', 'u'),
    ]
    const text = `{"message":"${escapedCredentials.join(' ')} t\\u006fk/en \\\\u0041 \\u4e2d"}`
    const mask = '••••••••'
    expect(JSON.parse(withoutCredentials(text, account))).toEqual({
      message: `${mask} ${mask} ${mask} \\u0041 中`,
    })
    expect(withoutCredentials(JSON.stringify('a"b/c+d=e'), account)).toBe(`"${mask}"`)
  })

  it('masks URL-encoded and form-encoded credentials', () => {
    const text = `${encodeURIComponent('a"b/c+d=e')} ${encodeURIComponent('a"b/c+d=e').toLowerCase()} tok%2Fen tok%2fen`
    expect(withoutCredentials(text, account)).toMatch(/^(•{8} ?){4}$/)
  })

  const odd = 'k\'e"y\\%2F/ü&<é>+=~*()! π'
  const strictly = encodeURIComponent(odd).replace(
    /[!'()*]/g,
    (match) => `%${match.charCodeAt(0).toString(16).toUpperCase()}`,
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
    strictly.replace(/%../g, (match) => match.toLowerCase()),
    encodeURIComponent(encodeURIComponent(odd)),
    new URLSearchParams({ odd }).toString().slice(4),
    html,
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&#34;').replaceAll("'", '&#x27;'),
  ])('masks credentials in mixed encodings: %s', (says) => {
    const redacted = withoutCredentials(says, accountAt('', { secretKey: odd }))
    expect(redacted.replace(/[\\"]/g, '')).toBe('••••••••')
  })

  it('keeps JSON valid if a credential ends with a backslash', () => {
    const secretKey = 'key"&\\'
    const says = [secretKey, 'key&quot;&amp;\\', encodeURI(secretKey)].join(' ')
    const text = withoutCredentials(JSON.stringify({ says }), accountAt('', { secretKey }))
    expect(JSON.parse(text)).toEqual({ says: '•••••••• •••••••• ••••••••' })
  })

  it('masks the signature of the request', () => {
    expect(withoutCredentials('got ab/c= and ab%2Fc%3D', account, 'ab/c=')).toMatch(
      /^got •{8} and •{8}$/,
    )
  })
})

describe("an endpoint's message is masked", () => {
  const secretKey = 'k"/ü&key é'
  const bytes = Buffer.from(secretKey)
  it.each([
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('hex').replace(/../g, '%$&'),
    bytes.toString('hex').replace(/../g, '%$&').toUpperCase(),
    [...secretKey].map((value) => `&#${value.charCodeAt(0)};`).join(''),
    [...secretKey].map((value) => `&#x${value.charCodeAt(0).toString(16)};`).join(''),
  ])('encoded as %s', (says) => {
    expect(withoutOpaqueCredentials(says, accountAt('', { secretKey }))).toBe('••••••••')
  })

  it.each(['', 'i', 'id', 'id:'])('in Base64 after the prefix %j', (before) => {
    for (const form of ['base64', 'base64url'] as const) {
      const encodedSecret = Buffer.from(`${before}${secretKey}`).toString(form)
      expect(withoutOpaqueCredentials(encodedSecret, accountAt('', { secretKey }))).toMatch(
        /^.{0,5}•{8}.{0,3}$/,
      )
    }
  })
})

it('withoutSecrets ignores unpaired surrogates, which cannot be sent', () => {
  expect(withoutSecrets('is \ufffdhidden', action, { password: '\ud800hidden' })).toBe(
    'is ••••••••',
  )
})

it('withoutSecrets leaves values that are too short for a secret', () => {
  expect(withoutSecrets('1 hidden', action, { password: '1', users: [{ key: 'hidden' }] })).toBe(
    '1 ••••••••',
  )
})
