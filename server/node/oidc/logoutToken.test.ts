import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLogoutVerifier } from './logoutToken'

const issuer = 'https://id.example'
const event = 'http://schemas.openid.net/event/backchannel-logout'
const ownKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const foreignKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })

let server: http.Server
let keysUrl = ''
let requests = 0

beforeAll(async () => {
  const key = { ...(await exportJWK(ownKeys.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }
  server = http.createServer((_incoming, out) => {
    requests += 1
    out.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys: [key] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  keysUrl = `http://127.0.0.1:${address.port}/keys`
})
afterAll(() => server.close())

const now = () => Math.floor(Date.now() / 1000)

const claims = (): Record<string, unknown> => ({
  iss: issuer,
  aud: 'gantry',
  sub: 'ada',
  sid: 's1',
  iat: now(),
  exp: now() + 120,
  jti: 'j1',
  events: { [event]: {} },
})

interface Forgery {
  claims?: Record<string, unknown>
  key?: KeyObject | Uint8Array
  header?: { alg: string; kid?: string; typ?: string }
}

async function verify({ claims: overrides = {}, key = ownKeys.privateKey, header }: Forgery = {}) {
  const token = await new SignJWT({ ...claims(), ...overrides })
    .setProtectedHeader({ alg: 'RS256', kid: 'own', typ: 'logout+jwt', ...header })
    .sign(key)
  return createLogoutVerifier('gantry')(token, issuer, keysUrl)
}

describe('a logout token', () => {
  it('names the user and the session to end', async () => {
    expect(await verify()).toMatchObject({ issuer, subject: 'ada', sid: 's1', tokenId: 'j1' })
    expect(await verify({ claims: { sid: undefined } })).not.toHaveProperty('sid')
    expect(await verify({ claims: { sub: undefined } })).not.toHaveProperty('subject')
    const header = { alg: 'RS256', typ: 'JWT' }
    expect(await verify({ header, claims: { aud: ['other', 'gantry'] } })).toMatchObject({ issuer })
  })

  it.each<[string, Forgery]>([
    ['of another issuer', { claims: { iss: 'https://other.example' } }],
    ['for another client', { claims: { aud: 'other' } }],
    ['without an audience', { claims: { aud: undefined } }],
    ['that has expired', { claims: { exp: now() - 120 } }],
    ['without an expiry', { claims: { exp: undefined } }],
    ['issued an hour ago', { claims: { iat: now() - 3600 } }],
    ['issued in the future', { claims: { iat: now() + 3600 } }],
    ['without a time', { claims: { iat: undefined } }],
    ['without an ID', { claims: { jti: undefined } }],
    ['with an empty ID', { claims: { jti: '' } }],
    ['with an ID that is a number', { claims: { jti: 7 } }],
    ['with an ID that is an object', { claims: { jti: {} } }],
    ['with a user that is a number', { claims: { sub: 7 } }],
    ['without events', { claims: { events: undefined } }],
    ['with another event', { claims: { events: { 'http://other.example': {} } } }],
    ['with an event that is not an object', { claims: { events: { [event]: true } } }],
    ['with events as a list', { claims: { events: [event] } }],
    ['with a nonce', { claims: { nonce: 'n' } }],
    ['with an empty nonce', { claims: { nonce: '' } }],
    ['without a user or session', { claims: { sub: undefined, sid: undefined } }],
    ['with a session that is a number', { claims: { sid: 7 } }],
    ['signed with another key', { key: foreignKeys.privateKey }],
    [
      'signed with an unknown key',
      { key: foreignKeys.privateKey, header: { alg: 'RS256', kid: 'other' } },
    ],
    ['signed with a shared secret', { key: new Uint8Array(32), header: { alg: 'HS256' } }],
    ['of another type', { header: { alg: 'RS256', kid: 'own', typ: 'at+jwt' } }],
  ])('%s is refused', async (_what, forgery) => {
    await expect(verify(forgery)).rejects.toMatchObject({
      status: 400,
      codeDesc: 'InvalidLogoutToken',
    })
  })

  it.each([
    ['no token', 'x'],
    ['two dots', '..'],
    ['unsigned', new UnsecuredJWT({ events: { [event]: {} } }).encode()],
  ])('that is %s is refused', async (_what, token) => {
    await expect(createLogoutVerifier('gantry')(token, issuer, keysUrl)).rejects.toMatchObject({
      status: 400,
    })
  })
})

it('reads the keys once, even if many tokens name an unknown key', async () => {
  const verifier = createLogoutVerifier('gantry')
  requests = 0
  for (let count = 0; count < 5; count += 1) {
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', kid: `unknown${count}` })
      .sign(foreignKeys.privateKey)
    await expect(verifier(token, issuer, keysUrl)).rejects.toMatchObject({ status: 400 })
  }
  expect(requests).toBe(1)
})

it('is not called invalid if the keys cannot be read', async () => {
  const token = await new SignJWT(claims())
    .setProtectedHeader({ alg: 'RS256', kid: 'own' })
    .sign(ownKeys.privateKey)
  const verified = createLogoutVerifier('gantry')(token, issuer, 'http://127.0.0.1:9/keys')
  await expect(verified).rejects.not.toMatchObject({ status: 400 })
})
