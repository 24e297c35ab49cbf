import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../store/open'
import { type Forwarder, startForwarder } from '../../test/network/forwarder'
import {
  hasPostgres,
  onPostgres,
  type PostgresDatabase,
  postgresDatabase,
  postgresPort,
} from '../../test/stores'
import { readConfig } from '../config/config'
import { startConsole } from './console'
import type { Running } from './running'

const password = 'correct horse'

let testDatabase: PostgresDatabase
let forwarder: Forwarder
let data: string
let store: Store
let running: Running
let url: string
let authHeaders: Record<string, string>
let env: Record<string, string>

beforeEach(async () => {
  testDatabase = await postgresDatabase()
  forwarder = await startForwarder(postgresPort)
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-outage-'))
  env = {
    GANTRY_DATA: data,
    GANTRY_DATABASE_URL: testDatabase.urlOf('console', forwarder.port),
    GANTRY_PORT: '0',
    GANTRY_CLOUD_PORT: '0',
    GANTRY_CLOUD_ADMIN_PORT: '0',
    GANTRY_ADMIN_PASSWORD: password,
  }
  const config = readConfig(env)
  store = await testDatabase.open('console', forwarder.port)
  running = await startConsole(config, store, data, env)
  url = running.facts.find(([name]) => name === 'Console')?.[1] ?? ''
  authHeaders = {}
  const { cookie, body } = await write('POST', '/api/session', { user: 'admin', password })
  authHeaders = { Cookie: cookie, 'X-Gantry-Session': body.data.sessionSecret }
}, 60_000)
afterEach(async () => {
  await running.close()
  await store.close()
  await forwarder.close()
  await testDatabase.drop()
  fs.rmSync(data, { recursive: true })
}, 60_000)

async function write(method: string, to: string, body: object, key?: string) {
  const answer = await fetch(`${url}${to}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      'X-Gantry': '1',
      Origin: url,
      ...authHeaders,
      ...(key !== undefined && { 'Idempotency-Key': key }),
    },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  const [set = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';')
  const { status, headers } = answer
  return { status, headers, text, cookie: set, body: JSON.parse(text) }
}

const call = (action: string, params: object, key?: string) =>
  write('POST', `/api/call/${action}`, { account: 'embedded', region: 'gz', params }, key)

const readyz = async (of = url) => (await fetch(`${of}/readyz`)).status

async function clusterId(): Promise<string> {
  const { body } = await call('DescribeCluster', { status: 'Running' })
  return body.data.clusters[0].clusterId
}

async function namespacesOf(cluster: string): Promise<string[]> {
  const { body } = await call('DescribeClusterNameSpaces', { clusterId: cluster })
  return body.data.namespaces.map(({ name }: { name: string }) => name)
}

const create = (cluster: string, name: string, key?: string) =>
  call('CreateClusterNamespace', { clusterId: cluster, name, description: '' }, key)

const audited = async () =>
  (await store.audit.list({ limit: 500, action: 'CreateClusterNamespace' })).map(
    ({ params, outcome }) => [JSON.parse(params).name as string, outcome] as const,
  )

/** In milliseconds; allows for a busy machine and for reconnecting. */
const timeout = { timeout: 20_000 }

describe.skipIf(!hasPostgres)(
  onPostgres('the console whose database goes away'),
  { timeout: 90_000 },
  () => {
    it('reports the outage, is not ready, and recovers without a restart', async () => {
      const cluster = await clusterId()
      expect((await create(cluster, 'before')).status).toBe(200)
      expect(await readyz()).toBe(200)

      await forwarder.cut()
      await expect.poll(() => readyz(), timeout).toBe(503)
      // Until the outage is noticed, cached sessions may still be valid.
      await expect
        .poll(async () => (await call('DescribeCluster', {})).body.error?.codeDesc, timeout)
        .toBe('StoreAway')
      for (const refused of [
        await call('DescribeCluster', {}),
        await create(cluster, 'during'),
        await write('POST', '/api/session', { user: 'admin', password }),
        await write('PATCH', '/api/switches', { readOnly: true }),
      ]) {
        expect(refused.status, refused.text).toBe(503)
        expect(refused.headers.get('Retry-After')).toBe('1')
        expect(refused.body.error.message).toMatch(
          /console's database is not responding or takes no writes\. Nothing was changed/,
        )
        expect(refused.text).not.toMatch(/ECONN|postgres|127\.0\.0\.1/)
      }
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      expect((await fetch(`${url}/metrics`)).status).toBe(200)

      await forwarder.restore()
      await expect.poll(() => readyz(), timeout).toBe(200)
      // The console holds two locks: one for the world and one for presence.
      await expect.poll(() => testDatabase.locks('console'), timeout).toBe(2)
      expect((await create(cluster, 'after')).status).toBe(200)
      const names = await namespacesOf(cluster)
      expect(names).toContain('before')
      expect(names).toContain('after')
      expect(names).not.toContain('during')
    })

    it('is not ready with remote accounts either', async () => {
      const file = path.join(data, 'accounts.json')
      const account = {
        name: 'prod',
        secretId: 'AKID1',
        secretKey: { value: 'key' },
        regions: ['gz'],
      }
      fs.writeFileSync(file, JSON.stringify([{ ...account, endpoints: { ccs: url } }]))
      const config = readConfig({ ...env, GANTRY_ACCOUNTS: file })
      const otherConsole = await startConsole(config, store, data, env)
      const ownLocks = otherConsole.facts.find(([name]) => name === 'Console')?.[1] ?? ''
      expect(await readyz(ownLocks)).toBe(200)
      await forwarder.cut()
      await expect.poll(() => readyz(ownLocks), timeout).toBe(503)
      await forwarder.restore()
      await expect.poll(() => readyz(ownLocks), timeout).toBe(200)
      await otherConsole.close()
    })

    it('loses no acknowledged write, however often its connections end', async () => {
      const cluster = await clusterId()
      const answers = new Map<string, number>()
      for (let at = 0; at < 60; at += 1) {
        const name = `n-${at}`
        const answer = create(cluster, name, `key-${name}`)
        if (at % 10 === 5) await testDatabase.end('console')
        answers.set(name, (await answer).status)
      }
      await expect.poll(() => readyz(), timeout).toBe(200)
      // A write without a response may be repeated under its key and is stored at most once.
      const missing = [...answers].filter(([, status]) => status !== 200).map(([name]) => name)
      for (const name of missing) {
        const { status, text } = await create(cluster, name, `key-${name}`)
        expect([200, 409, 502, 503], text).toContain(status)
      }
      const names = await namespacesOf(cluster)
      for (const [name, status] of answers) if (status === 200) expect(names).toContain(name)
      expect(new Set(names).size).toBe(names.length)

      await expect
        .poll(async () => (await audited()).filter(([, outcome]) => outcome === 'pending'), {
          timeout: 20_000,
        })
        .toEqual([])
      const all = await audited()
      for (const [name, status] of answers) {
        if (status !== 200) continue
        expect(all.filter(([action]) => action === name)).toEqual([[name, 'ok']])
      }
      const responded = all.filter(([, outcome]) => outcome === 'error' || outcome === 'refused')
      for (const [name] of responded.filter(
        ([action]) => !all.some(([n, o]) => n === action && o === 'ok'),
      )) {
        expect(names, name).not.toContain(name)
      }
      expect((await store.checkAudit()).faults).toEqual([])
    })

    it('refuses calls while another process has the world, and claims it again once it is free', async () => {
      const cluster = await clusterId()
      await forwarder.cut()
      const otherStore = await testDatabase.open('other')
      let world = await otherStore.claimWorld()
      await expect
        .poll(async () => {
          world ??= await otherStore.claimWorld()
          return world?.isHeld()
        }, timeout)
        .toBe(true)
      const documents = (await world?.load()) ?? []
      const storedNamespace = documents.find(
        (document) => document.kind === 'namespace' && document.id.startsWith(cluster),
      )
      const theirs = {
        ...JSON.parse(storedNamespace?.json ?? ''),
        id: `${cluster}/theirs`,
        name: 'theirs',
      }
      await world?.commit({
        put: [{ kind: 'namespace', id: theirs.id, json: JSON.stringify(theirs) }],
        remove: [],
      })
      await forwarder.restore()
      await expect
        .poll(async () => (await create(cluster, 'mine')).body.error?.codeDesc, timeout)
        .toBe('ActionUnavailable')
      const refused = await call('DescribeCluster', {})
      expect(refused.status).toBe(503)
      expect(refused.body.error.message).toMatch(/another process has taken the world/)
      expect(await readyz()).toBe(503)

      await otherStore.close()
      await expect.poll(() => readyz(), timeout).toBe(200)
      const names = await namespacesOf(cluster)
      expect(names).toContain('theirs')
      expect(names).not.toContain('mine')
      expect((await create(cluster, 'mine')).status).toBe(200)
    })
  },
)
