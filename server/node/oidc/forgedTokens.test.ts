import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../../proxy/ports'
import { selfSigned } from '../../test/network/certificate'
import type { OidcConfig } from './config'
import { createOidc } from './provider'

const ownKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const foreignKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const redirect = 'http://console.test/api/sso/callback'

let server: http.Server
let issuer = ''
/** How the next token is forged. */
let tokenSpec: { alg: string; key?: KeyObject; claims?: object }
/** Response of the userinfo endpoint; undefined for none. */
let userinfo: object | undefined
/** Whether the provider works. */
let isUp = true
let requestedPaths: string[] = []
let started: URLSearchParams

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function token(): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: issuer, sub: 's', aud: 'gantry', iat: now, exp: now + 60, name: 'ada' }
  const provided = {
    ...claims,
    nonce: started.get('nonce'),
    groups: ['admins'],
    ...tokenSpec.claims,
  }
  const signedPart = `${part({ alg: tokenSpec.alg, kid: 'own' })}.${part(provided)}`
  const signature =
    tokenSpec.key && sign('sha256', Buffer.from(signedPart), tokenSpec.key).toString('base64url')
  return `${signedPart}.${signature ?? ''}`
}

function answerOf(path: string): object {
  if (path.startsWith('/.well-known')) {
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      ...(userinfo && { userinfo_endpoint: `${issuer}/me` }),
      id_token_signing_alg_values_supported: ['RS256', 'none'],
    }
  }
  if (path === '/me') return userinfo ?? {}
  const jwk = ownKeys.publicKey.export({ format: 'jwk' })
  if (path === '/keys') return { keys: [{ ...jwk, kid: 'own', alg: 'RS256', use: 'sig' }] }
  return { access_token: 'any', token_type: 'Bearer', id_token: token() }
}

async function portOf(listener: http.Server | https.Server): Promise<number> {
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return address.port
}

beforeAll(async () => {
  server = http.createServer((incoming, out) => {
    requestedPaths.push(incoming.url ?? '')
    out.writeHead(isUp ? 200 : 503, { 'Content-Type': 'application/json' })
    out.end(JSON.stringify(answerOf(incoming.url ?? '')))
  })
  issuer = `http://127.0.0.1:${await portOf(server)}`
})
afterAll(() => server.close())
beforeEach(() => {
  tokenSpec = { alg: 'RS256', key: ownKeys.privateKey }
  userinfo = undefined
  isUp = true
  requestedPaths = []
})

const createSignOn = (at = new URL(issuer), more: Partial<OidcConfig> = {}) =>
  createOidc({
    issuer: at,
    clientId: 'gantry',
    clientSecret: undefined,
    scope: 'openid',
    userClaim: 'name',
    rolesClaim: 'groups',
    newUserScope: {},
    revalidateAfter: 0,
    roles: { admin: ['admins'], operator: [], viewer: [] },
    ...more,
  })

/** The user of the forged token. */
const user = (name: string, role: Role | undefined) => ({
  identity: { issuer, subject: 's' },
  name,
  role,
})

/** Returns the user signed in by the forged token, if any. */
async function signIn(oidc = createSignOn()) {
  const { url, secret } = await oidc.begin(redirect, { isFresh: false })
  started = new URL(url).searchParams
  const verifier = secret.split('~')[2] ?? ''
  expect(started.get('code_challenge')).toBe(
    createHash('sha256').update(verifier).digest('base64url'),
  )
  return oidc.end(new URL(`${redirect}?code=any&state=${started.get('state')}`), secret)
}

it('accepts a valid token', async () => {
  expect(await signIn()).toEqual(user('ada', 'admin'))
})

it.each([
  ['a part of their groups’ names', ['not-admins', 'admins2']],
  ['in a list item that is not a string', [{ admins: 'admins' }, 7, null]],
  ['in a claim that is not a list', { admins: true }],
])('grants no role for a group that is %s', async (_what, groups) => {
  tokenSpec = { ...tokenSpec, claims: { groups } }
  expect(await signIn()).toEqual(user('ada', undefined))
})

it.each([
  ['a string with a space', 'Cloud Admins', 'admin'],
  ['a string that is only a part of the name', 'Cloud', undefined],
  ['only the second word of the name', ['Admins'], undefined],
  ['a list', ['Others', 'Cloud Admins'], 'admin'],
  ['a name in another case', ['cloud admins'], undefined],
  ['a name with a trailing space', ['Cloud Admins '], undefined],
  ['a string of two names', 'Cloud Admins,Others', undefined],
  ['a string with a comma', 'Team, A', 'operator'],
] as const)('compares groups exactly: %s', async (_what, groups, role) => {
  tokenSpec = { ...tokenSpec, claims: { groups } }
  const roles = { admin: ['Cloud Admins'], operator: ['Team, A'], viewer: [] }
  expect(await signIn(createSignOn(undefined, { roles }))).toMatchObject({ role })
})

describe('with the address as the user claim', () => {
  const byAddress = () => createSignOn(undefined, { userClaim: 'email' })
  const email = 'ada+ops@example.com'

  it.each([
    ['verified', { email, email_verified: true }, undefined],
    ['verified by the string true', { email, email_verified: 'true' }, undefined],
    ['verified by userinfo', { email }, { sub: 's', email, email_verified: true }],
    ['from userinfo only', {}, { sub: 's', email, email_verified: true }],
  ])('accepts an address that is %s', async (_what, claims, provided) => {
    tokenSpec = { ...tokenSpec, claims }
    userinfo = provided
    expect(await signIn(byAddress())).toEqual(user(email, 'admin'))
  })

  it.each([
    ['not verified', { email, email_verified: false }, undefined],
    ['not known to be verified', { email }, undefined],
    ['verified by a number', { email, email_verified: 1 }, undefined],
    [
      'different from the verified one',
      { email },
      { sub: 's', email: 'x@x', email_verified: true },
    ],
    ['missing although it is called verified', { email }, { sub: 's', email_verified: true }],
  ])('refuses an address that is %s', async (_what, claims, provided) => {
    tokenSpec = { ...tokenSpec, claims }
    userinfo = provided
    await expect(signIn(byAddress())).rejects.toMatchObject({
      status: 403,
      codeDesc: 'EmailNotVerified',
    })
  })
})

it.each([
  ['a number', 42],
  ['a list', ['ada']],
  ['empty', ''],
])('refuses a user whose name is %s', async (_what, name) => {
  tokenSpec = { ...tokenSpec, claims: { name } }
  await expect(signIn()).rejects.toMatchObject({
    codeDesc: 'SingleSignOnFailed',
    message: expect.stringMatching(/: its claim name is missing or empty\.$/),
  })
})

it.each<[string, object, object, [string, Role | undefined]]>([
  ['name', { name: undefined }, { sub: 's', name: 'eve' }, ['eve', 'admin']],
  ['groups', { groups: undefined }, { sub: 's', groups: [] }, ['ada', undefined]],
  ['groups', { groups: undefined }, { sub: 's', groups: ['admins'] }, ['ada', 'admin']],
])('reads %s from userinfo if the token lacks it', async (_what, claims, provided, expected) => {
  tokenSpec = { ...tokenSpec, claims }
  userinfo = provided
  expect(await signIn()).toEqual(user(...expected))
})

it('prefers claims of the token to those of userinfo', async () => {
  tokenSpec = { ...tokenSpec, claims: { groups: undefined } }
  userinfo = { sub: 's', name: 'eve', groups: ['admins'] }
  expect(await signIn()).toEqual(user('ada', 'admin'))
})

it('signs a user in without a role if no claim has groups', async () => {
  tokenSpec = { ...tokenSpec, claims: { groups: undefined } }
  expect(await signIn()).toEqual(user('ada', undefined))
})

it('refuses userinfo of another subject', async () => {
  tokenSpec = { ...tokenSpec, claims: { groups: undefined } }
  userinfo = { sub: 'other', groups: ['admins'] }
  await expect(signIn()).rejects.toMatchObject({ codeDesc: 'SingleSignOnFailed' })
})

it('does not request userinfo if the token has all claims', async () => {
  userinfo = { sub: 's', name: 'eve' }
  expect(await signIn()).toEqual(user('ada', 'admin'))
  expect(requestedPaths).not.toContain('/me')
})

it('retries a failed discovery, and caches a successful one', async () => {
  const oidc = createSignOn()
  isUp = false
  await expect(signIn(oidc)).rejects.toMatchObject({ codeDesc: 'SingleSignOnFailed' })
  isUp = true
  requestedPaths = []
  for (let time = 0; time < 2; time += 1) expect((await signIn(oidc)).name).toBe('ada')
  expect(requestedPaths.filter((path) => path.startsWith('/.well-known'))).toHaveLength(1)
})

it('has no sign-out page if the provider has none', async () => {
  expect(await createSignOn().signOutUrl('http://console.test/login')).toBeUndefined()
})

it.each<[string, typeof tokenSpec]>([
  ['signed by another key', { alg: 'RS256', key: foreignKeys.privateKey }],
  ['not signed', { alg: 'none' }],
  ['for another client', { alg: 'RS256', key: ownKeys.privateKey, claims: { aud: 'other' } }],
  [
    'of another provider',
    { alg: 'RS256', key: ownKeys.privateKey, claims: { iss: 'http://other' } },
  ],
  ['that has expired', { alg: 'RS256', key: ownKeys.privateKey, claims: { exp: 1 } }],
  ['of another sign-in', { alg: 'RS256', key: ownKeys.privateKey, claims: { nonce: 'other' } }],
])('refuses a token %s', async (_what, forged) => {
  tokenSpec = forged
  await expect(signIn()).rejects.toMatchObject({
    codeDesc: 'SingleSignOnFailed',
    // The log contains only a code, because the provider's texts may contain anything.
    message: expect.stringMatching(/ failed: OAUTH_[A-Z_]+\.$/),
  })
})

it('sends nothing to an http:// address of an https:// provider', async () => {
  const certificate = selfSigned('localhost')
  const safe = https.createServer(certificate, (_incoming, out) => {
    out.setHeader('Content-Type', 'application/json')
    out.end(JSON.stringify({ ...answerOf('/.well-known'), issuer: at }))
  })
  const at = `https://localhost:${await portOf(safe)}`
  const defaults = getGlobalDispatcher()
  setGlobalDispatcher(new Agent({ connect: { ca: certificate.cert } }))
  try {
    await expect(signIn(createSignOn(new URL(at)))).rejects.toMatchObject({
      message: expect.stringMatching(/ failed: OAUTH_HTTP_REQUEST_FORBIDDEN\.$/),
    })
    expect(requestedPaths).toEqual([])
  } finally {
    setGlobalDispatcher(defaults)
    safe.closeAllConnections()
    safe.close()
  }
})
