import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOidc } from './oidc'

const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const redirect = 'http://console.test/api/sso/callback'

let server: http.Server
let issuer = ''
/** How the next token is made. */
let made: { alg: string; key?: KeyObject; claims?: object }
let begun: URLSearchParams

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function token(): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: issuer, sub: 's', aud: 'gantry', iat: now, exp: now + 60, name: 'ada' }
  const said = { ...claims, nonce: begun.get('nonce'), groups: ['admins'], ...made.claims }
  const text = `${part({ alg: made.alg, kid: 'own' })}.${part(said)}`
  const signature = made.key && sign('sha256', Buffer.from(text), made.key).toString('base64url')
  return `${text}.${signature ?? ''}`
}

function answerOf(path: string): object {
  if (path.startsWith('/.well-known')) {
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256', 'none'],
    }
  }
  const jwk = own.publicKey.export({ format: 'jwk' })
  if (path === '/keys') return { keys: [{ ...jwk, kid: 'own', alg: 'RS256', use: 'sig' }] }
  return { access_token: 'any', token_type: 'Bearer', id_token: token() }
}

beforeAll(async () => {
  server = http.createServer((incoming, out) => {
    out.setHeader('Content-Type', 'application/json')
    out.end(JSON.stringify(answerOf(incoming.url ?? '')))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  issuer = `http://127.0.0.1:${address.port}`
})
afterAll(() => server.close())

/** Who comes in by the token that is made. */
async function comeIn() {
  const oidc = createOidc({
    issuer: new URL(issuer),
    clientId: 'gantry',
    clientSecret: undefined,
    scope: 'openid',
    userClaim: 'name',
    rolesClaim: 'groups',
    roles: { admin: ['admins'], operator: [], viewer: [] },
  })
  const { url, secret } = await oidc.begin(redirect)
  begun = new URL(url).searchParams
  const verifier = secret.split('~')[2] ?? ''
  expect(begun.get('code_challenge')).toBe(
    createHash('sha256').update(verifier).digest('base64url'),
  )
  return oidc.end(new URL(`${redirect}?code=any&state=${begun.get('state')}`), secret)
}

it('lets in who comes with a token of the provider', async () => {
  made = { alg: 'RS256', key: own.privateKey }
  expect(await comeIn()).toEqual({ user: 'ada', role: 'admin' })
})

it.each<[string, typeof made]>([
  ['signed by another key', { alg: 'RS256', key: other.privateKey }],
  ['not signed', { alg: 'none' }],
  ['for another client', { alg: 'RS256', key: own.privateKey, claims: { aud: 'other' } }],
  ['of another provider', { alg: 'RS256', key: own.privateKey, claims: { iss: 'http://other' } }],
  ['that has run out', { alg: 'RS256', key: own.privateKey, claims: { exp: 1 } }],
  ['of another sign-in', { alg: 'RS256', key: own.privateKey, claims: { nonce: 'other' } }],
])('lets nobody in with a token %s', async (_what, forged) => {
  made = forged
  await expect(comeIn()).rejects.toMatchObject({ codeDesc: 'SingleSignOnFailed' })
})
