import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../store/open'
import { envelope, secretId, secretKey, startUpstream } from '../test/upstream'
import { readConfig } from './config'
import { ConfigError } from './configError'
import { type Running, startConsole } from './console'
import { holdWorld } from './embedded'
import { lineOf } from './log'

const folders: string[] = []
const opened: { running: Running; store: Store }[] = []

afterEach(async () => {
  for (const { running, store } of opened.splice(0)) {
    await running.close()
    await store.close()
  }
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true })
})

function folder(): string {
  const made = fs.mkdtempSync('/tmp/gantry-console-')
  folders.push(made)
  return made
}

const password = 'correct horse'

async function start(data: string, more = {}) {
  const env = {
    GANTRY_DATA: data,
    GANTRY_PORT: '0',
    GANTRY_CLOUD_PORT: '0',
    GANTRY_CLOUD_ADMIN_PORT: '0',
    GANTRY_ADMIN_PASSWORD: password,
    ...more,
  }
  const web = path.join(data, 'web')
  fs.mkdirSync(web, { recursive: true })
  fs.writeFileSync(path.join(web, 'index.html'), '<title>Gantry</title>')
  const store = await openStore({ folder: data })
  const running = await startConsole(readConfig(env), store, web, env)
  opened.push({ running, store })
  const url = running.facts.find(([name]) => name === 'Console')?.[1] ?? ''
  return { running, store, url }
}

/** A signed-in script. */
async function scriptOf(url: string) {
  const headers = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: url }
  const post = (to: string, body: unknown, more = {}) =>
    fetch(`${url}${to}`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    })
  const session = await post('/api/session', { user: 'admin', password })
  const [Cookie = ''] = (session.headers.getSetCookie()[0] ?? '').split(';')
  return async (action: string, params: object, account = 'embedded') => {
    const body = { account, region: 'gz', params }
    const answer = await post(`/api/call/${action}`, body, { Cookie })
    return { status: answer.status, text: await answer.text() }
  }
}

describe('the console with the embedded cloud', () => {
  it('serves the application, signs people in and answers calls', async () => {
    const { url, running } = await start(folder())
    const page = await fetch(`${url}/clusters`)
    expect(await page.text()).toContain('Gantry')
    expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self'")
    expect((await fetch(`${url}/api/nothing`)).status).toBe(404)
    const call = await scriptOf(url)
    const { status, text } = await call('DescribeCluster', {})
    expect(status).toBe(200)
    expect(JSON.parse(text).data.totalCount).toBeGreaterThan(0)
    expect(Object.fromEntries(running.facts)).toMatchObject({
      User: 'admin',
      Password: 'that of GANTRY_ADMIN_PASSWORD',
    })
  })

  it('listens at 127.0.0.1, and at no other address of this machine', async () => {
    const { url } = await start(folder())
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    await expect(fetch(url.replace('127.0.0.1', '127.0.0.2'))).rejects.toThrow()
  })

  it('lets no line of the log hold what it was told in confidence', async () => {
    const secrets = {
      GANTRY_ADMIN_PASSWORD: 'admin-secret-1',
      GANTRY_CLOUD_SECRET_KEY: 'cloud-secret-2',
      GANTRY_OIDC_CLIENT_SECRET: 'provider-secret-3',
    }
    await start(folder(), {
      ...secrets,
      GANTRY_CLOUD_SECRET_ID: 'AKIDcloud',
      GANTRY_OIDC_ISSUER: 'https://id.example',
      GANTRY_OIDC_CLIENT_ID: 'gantry',
      GANTRY_OIDC_VIEWERS: '*',
    })
    for (const [name, secret] of Object.entries(secrets)) {
      const line = lineOf({ event: 'failure', error: `with ${secret}` }, new Date(0))
      expect(line, name).not.toContain(secret)
    }
  })

  it('goes on where it stopped', async () => {
    const data = folder()
    const first = await start(data)
    const call = await scriptOf(first.url)
    const listed = JSON.parse((await call('DescribeCluster', { status: 'Running' })).text)
    const { clusterId } = listed.data.clusters[0]
    const made = await call('CreateClusterNamespace', { clusterId, name: 'kept', description: '' })
    expect(made.status, made.text).toBe(200)
    await first.running.close()
    await first.store.close()
    opened.length = 0
    const second = await scriptOf((await start(data)).url)
    expect((await second('DescribeClusterNameSpaces', { clusterId })).text).toContain('"kept"')
  })

  it('is the only one on its data', async () => {
    const data = folder()
    await start(data)
    const second = await openStore({ folder: data })
    let waits = 0
    const wait = async () => {
      waits += 1
    }
    await expect(holdWorld(second, data, wait)).rejects.toThrow(ConfigError)
    expect(waits).toBe(20)
    for (const one of opened.splice(0)) {
      await one.running.close()
      await one.store.close()
    }
    await holdWorld(second, data, wait)
    expect(waits).toBe(20)
    await second.close()
  })
})

describe('the console with accounts', () => {
  it('calls their endpoints, and no embedded cloud', async () => {
    const upstream = await startUpstream()
    upstream.reply = () => envelope(0, 'Success', '', { totalCount: 0, clusters: [] })
    const data = folder()
    const file = path.join(data, 'accounts.json')
    const account = { name: 'prod', secretId, secretKey: { env: 'KEY' }, regions: ['gz'] }
    fs.writeFileSync(file, JSON.stringify([{ ...account, endpoints: { ccs: upstream.url } }]))
    const { url, running } = await start(data, { GANTRY_ACCOUNTS: file, KEY: secretKey })
    const call = await scriptOf(url)
    expect((await call('DescribeCluster', {}, 'prod')).status).toBe(200)
    expect((await call('DescribeCluster', {})).status).toBe(400)
    expect(upstream.heard.length).toBeGreaterThan(0)
    expect(upstream.heard.every(({ isSigned }) => isSigned)).toBe(true)
    expect(JSON.stringify(running.facts)).not.toContain(secretKey)
    expect(fs.existsSync(path.join(data, 'cloud-keys.json'))).toBe(false)
    await upstream.close()
  })

  it('makes what an earlier process left pending unknown', async () => {
    const data = folder()
    const { store } = await start(data)
    const row = {
      id: '1',
      at: 1,
      user: 'ada',
      role: 'operator',
      address: '',
      account: 'prod',
      region: 'gz',
      action: 'DeleteCluster',
      target: 'cls-1',
      params: '{}',
      outcome: 'pending' as const,
      code: null,
      codeDesc: '',
      message: '',
      cloudRequestId: '',
      duration: null,
    }
    await store.audit.add(row)
    for (const one of opened.splice(0)) {
      await one.running.close()
      await one.store.close()
    }
    const again = await start(data)
    const [found] = await again.store.audit.list({ limit: 1 })
    expect(found).toMatchObject({ outcome: 'unknown', message: expect.stringMatching(/stopped/) })
  })
})

it('gives secure cookies under a public address with TLS, and plain ones beside it', async () => {
  const { running } = await start(folder(), { GANTRY_PUBLIC_URL: 'https://gantry.example' })
  const facts = Object.fromEntries(running.facts)
  expect(facts.Console).toBe('https://gantry.example')
  const own = new URL(facts.Listens?.slice('at '.length) ?? '')
  const cookieFor = (host: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = {
        Host: host,
        'Content-Type': 'application/json',
        'X-Gantry': '1',
        Origin: `https://${host}`,
      }
      const request = http.request(new URL('/api/session', own), {
        method: 'POST',
        headers,
      })
      request.on('response', (answer) => resolve(String(answer.headers['set-cookie'])))
      request.on('error', reject)
      request.end(JSON.stringify({ user: 'admin', password }))
    })
  expect(await cookieFor('gantry.example')).toMatch(/^__Host-gantry=.*; Secure/)
  expect(await cookieFor(own.host)).toMatch(/^gantry=(?!.*Secure)/)
})
