import fs from 'node:fs'
import https from 'node:https'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../store/open'
import { selfSigned } from '../../test/network/certificate'
import { readConfig } from '../config/config'
import { readTls } from '../config/tls'
import { startConsole } from './console'
import type { Running } from './running'

let folder: string
let store: Store
let running: Running
let url: URL

const file = (name: string) => path.join(folder, name)
const files = (name: string) => ({ cert: file(`${name}.crt`), key: file(`${name}.key`) })

function certify(name: string) {
  const { cert, key } = selfSigned(name, 'rsa')
  fs.writeFileSync(files(name).cert, cert)
  fs.writeFileSync(files(name).key, key)
}

beforeAll(async () => {
  folder = fs.mkdtempSync('/tmp/gantry-tls-')
  certify('one')
  certify('two')
  fs.writeFileSync(file('index.html'), '<title>Gantry</title>')
  const { cert, key } = files('one')
  const env = {
    GANTRY_DATA: folder,
    GANTRY_PORT: '0',
    GANTRY_CLOUD_PORT: '0',
    GANTRY_CLOUD_ADMIN_PORT: '0',
    GANTRY_ADMIN_PASSWORD: 'correct horse',
    GANTRY_TLS_CERT: cert,
    GANTRY_TLS_KEY: key,
  }
  store = await openStore({ folder })
  running = await startConsole(readConfig(env), store, folder, env)
  url = new URL(Object.fromEntries(running.facts).Console ?? '')
})
afterAll(async () => {
  await running.close()
  await store.close()
  fs.rmSync(folder, { recursive: true })
})

interface Answer {
  status: number | undefined
  headers: NodeJS.Dict<string | string[]>
  subject: string
}

function sendRequest(pathname: string, body?: object, Origin = url.origin): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin }
  return new Promise((resolve, reject) => {
    const request = https.request(new URL(pathname, url), {
      method: body ? 'POST' : 'GET',
      headers,
      rejectUnauthorized: false,
      agent: false,
    })
    request.on('response', (answer) => {
      const socket = answer.socket
      const subject =
        'getPeerCertificate' in socket && typeof socket.getPeerCertificate === 'function'
          ? String(socket.getPeerCertificate().subject.CN)
          : ''
      answer.resume()
      resolve({ status: answer.statusCode, headers: answer.headers, subject })
    })
    request.on('error', reject)
    request.end(body && JSON.stringify(body))
  })
}

describe('startConsole with a certificate', () => {
  it('serves HTTPS with __Host- cookies and HSTS', async () => {
    expect(url.protocol).toBe('https:')
    const page = await sendRequest('/healthz')
    expect(page.status).toBe(200)
    expect(page.headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
    expect((await sendRequest('/clusters')).headers['strict-transport-security']).toMatch(
      /max-age=\d{8}/,
    )
    const session = await sendRequest('/api/session', { user: 'admin', password: 'correct horse' })
    const [cookie, device] = session.headers['set-cookie'] ?? []
    expect(cookie).toMatch(
      /^__Host-gantry-[0-9a-f]{8}=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/,
    )
    expect(device).toMatch(
      /^__Host-gantry-device-[0-9a-f]{8}=[0-9a-f]{32}; Path=\/; HttpOnly; .*; Secure$/,
    )
  })

  it('refuses a write from a page served without TLS', async () => {
    const plainOrigin = url.origin.replace('https:', 'http:')
    expect((await sendRequest('/api/session', { user: 'admin' }, plainOrigin)).status).toBe(403)
  })

  it.each([
    ['TLS 1.2 with forward secrecy', { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' }, true],
    ['TLS 1.3', { minVersion: 'TLSv1.3' as const }, true],
    ['TLS 1.2 without forward secrecy', { ciphers: 'AES128-GCM-SHA256:AES256-SHA' }, false],
    ['TLS 1.1', { minVersion: 'TLSv1' as const, maxVersion: 'TLSv1.1' as const }, false],
  ])('accepts clients with %s: %s', async (_what, client, isAccepted) => {
    for (const renew of [false, true]) {
      if (renew) process.emit('SIGHUP')
      const at = { host: url.hostname, port: Number(url.port), rejectUnauthorized: false }
      const connected = new Promise<boolean>((resolve) => {
        const only = 'ciphers' in client ? { ...client, maxVersion: 'TLSv1.2' as const } : client
        const socket = tls.connect({ ...at, ...only }, () => {
          socket.destroy()
          resolve(true)
        })
        socket.on('error', () => resolve(false))
      })
      expect(await connected).toBe(isAccepted)
    }
  })

  it('reloads the certificate without a restart', async () => {
    expect((await sendRequest('/healthz')).subject).toBe('one')
    fs.copyFileSync(files('two').cert, files('one').cert)
    fs.copyFileSync(files('two').key, files('one').key)
    process.emit('SIGHUP')
    expect((await sendRequest('/healthz')).subject).toBe('two')
  })
})

it('reports missing files and a key that does not match', () => {
  expect(() => readTls(files('nothing'))).toThrow(/GANTRY_TLS_CERT cannot be read/)
  certify('three')
  expect(() => readTls({ cert: files('two').cert, key: files('three').key })).toThrow(
    /does not match the certificate/,
  )
})
