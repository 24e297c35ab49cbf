import diagnostics from 'node:diagnostics_channel'
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore, type Store } from '../../store/open'
import { readConfig } from '../config/config'
import { startConsole } from '../start/console'
import type { Running } from '../start/running'

let folder: string
let store: Store
let running: Running
let port: string
let remote = ''

/** Replaces the peer address, because tests connect from loopback. */
const simulatedAddress = (message: unknown) => {
  const socket = typeof message === 'object' && message && Reflect.get(message, 'socket')
  if (socket instanceof net.Socket)
    Object.defineProperty(socket, 'remoteAddress', { value: remote })
}

beforeAll(async () => {
  folder = fs.mkdtempSync('/tmp/gantry-behind-')
  const env = {
    GANTRY_DATA: folder,
    GANTRY_HOST: '0.0.0.0',
    GANTRY_PORT: '0',
    GANTRY_CLOUD_PORT: '0',
    GANTRY_CLOUD_ADMIN_PORT: '0',
    GANTRY_ADMIN_PASSWORD: 'correct horse',
    GANTRY_TRUSTED_PROXIES: '10.0.0.5 10.1.0.0/16',
    GANTRY_PUBLIC_URL: 'https://console.example',
  }
  store = await openStore({ folder })
  running = await startConsole(readConfig(env), store, folder, env)
  port = new URL(Object.fromEntries(running.facts).Address ?? '').port
  diagnostics.subscribe('net.server.socket', simulatedAddress)
})
afterAll(async () => {
  diagnostics.unsubscribe('net.server.socket', simulatedAddress)
  await running.close()
  await store.close()
  fs.rmSync(folder, { recursive: true })
})

function statusFor(address: string, headers: http.OutgoingHttpHeaders = {}) {
  remote = address
  const at = { host: '127.0.0.1', port, path: '/healthz', agent: false, headers }
  return new Promise<number | undefined>((resolve, reject) => {
    const request = http.get(at, (answer) => resolve(answer.resume().statusCode))
    request.on('error', reject)
  })
}

it('an open console without TLS answers only its proxies and this machine', async () => {
  expect(await statusFor('10.0.0.5')).toBe(200)
  expect(await statusFor('10.1.7.7')).toBe(200)
  expect(await statusFor('127.0.0.1')).toBe(200)
  expect(await statusFor('::1')).toBe(200)
  expect(await statusFor('::ffff:127.0.0.1')).toBe(200)
  expect(await statusFor('203.0.113.9')).toBe(403)
  expect(await statusFor('::ffff:203.0.113.9')).toBe(403)
  expect(await statusFor('10.0.0.6')).toBe(403)
  // These addresses only begin or end like this machine's.
  for (const like of ['::12', '1270::1', '2001:db8::1', '2001:db8::127.0.0.1']) {
    expect(await statusFor(like), like).toBe(403)
  }
})

it('forwarding headers of an untrusted peer do not grant access', async () => {
  for (const response of ['10.0.0.5', '127.0.0.1']) {
    expect(await statusFor('203.0.113.9', { 'X-Forwarded-For': response })).toBe(403)
  }
  expect(await statusFor('10.0.0.5', { 'X-Forwarded-For': '203.0.113.9' })).toBe(200)
})

/** Signs in with the headers of a proxy at `address`, and returns the status and the cookie. */
function signIn(address: string, headers: http.OutgoingHttpHeaders) {
  remote = address
  const body = JSON.stringify({ user: 'admin', password: 'correct horse' })
  const sentHeaders = { 'Content-Type': 'application/json', 'X-Gantry': '1', ...headers }
  const at = { host: '127.0.0.1', port, path: '/api/session', method: 'POST', agent: false }
  return new Promise<{ status: number | undefined; cookie: string }>((resolve, reject) => {
    const request = http.request({ ...at, headers: sentHeaders }, (answer) => {
      const [cookie = ''] = answer.headers['set-cookie'] ?? []
      resolve({ status: answer.resume().statusCode, cookie })
    })
    request.on('error', reject).end(body)
  })
}

const Origin = 'https://console.example'

it.each([
  ['keeps the public name as Host', { Host: 'console.example' }],
  ['keeps the public name with its port as Host', { Host: 'console.example:443' }],
  ['sends the address of this process as Host, nginx’s default', { Host: '127.0.0.1:8080' }],
  ['sends the name of its upstream as Host', { Host: 'gantry_upstream' }],
  ['lists one scheme per hop', { Host: 'gantry:8080', 'X-Forwarded-Proto': 'https, https' }],
])('a sign-in is accepted, with a Secure cookie, behind a proxy that %s', async (_, headers) => {
  const { status, cookie } = await signIn('10.0.0.5', { Origin, ...headers })
  expect(status).toBe(200)
  expect(cookie).toContain('; Secure')
})

it('another origin stays refused behind a proxy, regardless of Host', async () => {
  for (const host of ['console.example', 'gantry_upstream', 'evil.example']) {
    const { status } = await signIn('10.0.0.5', { Host: host, Origin: 'https://evil.test' })
    expect(status).toBe(403)
  }
})

it('an unknown Host stays refused for a client that is not a trusted proxy', async () => {
  const { status } = await signIn('127.0.0.1', { Host: 'evil.example', Origin })
  expect(status).toBe(421)
})
