import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openStore } from '../../store/open'
import { freePort } from '../../test/network/freePort'
import {
  accountsIn,
  closeAll,
  folder,
  openConsoles,
  scriptOf,
  startAndOpen,
} from '../../test/proxy/startedConsole'
import { envelope, secretId, secretKey, startUpstream } from '../../test/proxy/upstream'
import { holdWorld } from '../backends/simulation'
import { ConfigError } from '../config/configError'
import { formatLine } from '../log'

afterEach(async () => {
  vi.useRealTimers()
  await closeAll()
})

describe('startConsole with the simulation', () => {
  it('serves the application, signs users in and answers calls', async () => {
    const { url, running } = await startAndOpen(folder())
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
      Password: 'as set in GANTRY_ADMIN_PASSWORD',
    })
  })

  it('listens on 127.0.0.1 only, with every port', async () => {
    const [cloud, admin] = [await freePort(), await freePort()]
    const { url, running } = await startAndOpen(folder(), {
      GANTRY_CLOUD_PORT: String(cloud),
      GANTRY_CLOUD_ADMIN_PORT: String(admin),
    })
    const facts = Object.fromEntries(running.facts)
    const [endpoint = '', administration = ''] = [facts.Endpoint, facts.Admin].map(
      (fact) => fact?.split(' ')[0],
    )
    for (const value of [`${url}/healthz`, endpoint, administration]) {
      expect((await fetch(value)).status, value).toBeLessThan(500)
      await expect(fetch(value.replace('127.0.0.1', '127.0.0.2')), value).rejects.toThrow()
    }
  })

  it('warns about an administrator password that users may not choose', async () => {
    const { running } = await startAndOpen(folder(), { GANTRY_ADMIN_PASSWORD: 'seven77' })
    expect(Object.fromEntries(running.facts).Warning).toMatch(/fewer than 8 characters/)
    const { running: weak } = await startAndOpen(folder(), { GANTRY_ADMIN_PASSWORD: 'eight888' })
    expect(Object.fromEntries(weak.facts).Warning).toMatch(/easy to guess/)
    const { running: strong } = await startAndOpen(folder())
    expect(Object.fromEntries(strong.facts).Warning).toBeUndefined()
  })

  it('writes no secret to the log', async () => {
    const secrets = {
      GANTRY_ADMIN_PASSWORD: 'admin-secret-1',
      GANTRY_CLOUD_SECRET_KEY: 'cloud-secret-2',
      GANTRY_OIDC_CLIENT_SECRET: 'provider-secret-3',
    }
    await startAndOpen(folder(), {
      ...secrets,
      GANTRY_CLOUD_SECRET_ID: 'AKIDcloud',
      GANTRY_OIDC_ISSUER: 'https://id.example',
      GANTRY_OIDC_CLIENT_ID: 'gantry',
      GANTRY_OIDC_VIEWERS: '*',
    })
    for (const [name, secret] of Object.entries(secrets)) {
      const line = formatLine({ event: 'failure', error: `with ${secret}` }, new Date(0))
      expect(line, name).not.toContain(secret)
    }
  })

  it('resumes its data after a restart', async () => {
    const data = folder()
    const first = await startAndOpen(data)
    const call = await scriptOf(first.url)
    const listed = JSON.parse((await call('DescribeCluster', { status: 'Running' })).text)
    const { clusterId } = listed.data.clusters[0]
    const creation = await call('CreateClusterNamespace', {
      clusterId,
      name: 'kept',
      description: '',
    })
    expect(creation.status, creation.text).toBe(200)
    await first.running.close()
    await first.store.close()
    openConsoles.length = 0
    const second = await scriptOf((await startAndOpen(data)).url)
    expect((await second('DescribeClusterNameSpaces', { clusterId })).text).toContain('"kept"')
  })

  it('refuses a data folder that another process uses', async () => {
    const data = folder()
    await startAndOpen(data)
    const reopened = await openStore({ folder: data })
    let pending = 0
    const wait = async () => {
      pending += 1
    }
    await expect(holdWorld(reopened, data, wait)).rejects.toThrow(ConfigError)
    expect(pending).toBe(20)
    for (const console of openConsoles.splice(0)) {
      await console.running.close()
      await console.store.close()
    }
    await holdWorld(reopened, data, wait)
    expect(pending).toBe(20)
    await reopened.close()
  })
})

/** An action that has started. */
const pending = {
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

describe('startConsole with accounts', () => {
  it('calls their endpoints and starts no simulation', async () => {
    const upstream = await startUpstream()
    upstream.reply = () => envelope(0, 'Success', '', { totalCount: 0, clusters: [] })
    const data = folder()
    const file = path.join(data, 'accounts.json')
    const account = { name: 'prod', secretId, secretKey: { env: 'KEY' }, regions: ['gz'] }
    fs.writeFileSync(file, JSON.stringify([{ ...account, endpoints: { ccs: upstream.url } }]))
    const { url, running } = await startAndOpen(data, { GANTRY_ACCOUNTS: file, KEY: secretKey })
    const call = await scriptOf(url)
    expect((await call('DescribeCluster', {}, 'prod')).status).toBe(200)
    expect((await call('DescribeCluster', {})).status).toBe(400)
    expect(upstream.received.length).toBeGreaterThan(0)
    expect(upstream.received.every(({ isSigned }) => isSigned)).toBe(true)
    expect(JSON.stringify(running.facts)).not.toContain(secretKey)
    expect(fs.existsSync(path.join(data, 'cloud-keys.json'))).toBe(false)
    await upstream.close()
  })

  it('sets pending entries of an earlier process to unknown', async () => {
    const data = folder()
    const { store } = await startAndOpen(data)
    await store.audit.add(pending)
    const { address: _, target: __, cloudRequestId: ___, duration: ____, ...fields } = pending
    const service = { clusterId: 'cls-1', namespace: 'default', serviceName: 'web' }
    await store.revisions.add({ ...fields, ...service })
    for (const console of openConsoles.splice(0)) {
      await console.running.close()
      await console.store.close()
    }
    const restarted = await startAndOpen(data)
    const unknown = { outcome: 'unknown', message: expect.stringMatching(/stopped/) }
    expect(await restarted.store.audit.list({ limit: 1 })).toMatchObject([unknown])
    const testDatabase = { account: 'prod', region: 'gz', ...service }
    expect(await restarted.store.revisions.list(testDatabase, 1, 1000)).toMatchObject([unknown])
  })

  it('settles pending entries of ended processes every five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const data = folder()
    const { store } = await startAndOpen(data)
    const otherStore = await openStore({ folder: data })
    await otherStore.audit.add(pending)
    await otherStore.close()
    const { settle } = store.audit
    store.audit.settle = () => Promise.reject(new Error('the database is away'))
    vi.advanceTimersByTime(5000)
    store.audit.settle = settle
    vi.advanceTimersByTime(5000)
    await expect.poll(async () => (await store.audit.find('1'))?.outcome).toBe('unknown')
  })
})

it('retries every second to store outcomes that the store refused', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { store, url } = await startAndOpen(folder())
  const call = await scriptOf(url)
  const { complete } = store.audit
  store.audit.complete = () => Promise.reject(new Error('the database is away'))
  await call('PauseClusterService', { clusterId: 'cls-1', serviceName: 'web' })
  const outcome = async () =>
    (await store.audit.list({ limit: 1, action: 'PauseClusterService' }))[0]?.outcome
  expect(await outcome()).toBe('pending')
  store.audit.complete = complete
  vi.advanceTimersByTime(1000)
  await expect.poll(outcome).toBe('error')
})

describe('credentials', () => {
  it('are checked at startup, in each region', async () => {
    const upstream = await startUpstream()
    const data = folder()
    await startAndOpen(data, accountsIn(data, upstream.url, secretKey).env)
    await expect.poll(() => upstream.received).toHaveLength(2)
    expect(upstream.received).toMatchObject([
      { isSigned: true, params: { Action: 'DescribeCluster', Region: 'gz' } },
      { isSigned: true, params: { Action: 'DescribeCluster', Region: 'sh' } },
    ])
    await upstream.close()
  })

  it.each([
    ['on SIGHUP', () => process.emit('SIGHUP')],
    ['five seconds later', () => vi.advanceTimersByTime(5000)],
  ])('are reloaded without a restart, %s', async (_when, later) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const upstream = await startUpstream()
    const data = folder()
    const { env, switchKey } = accountsIn(data, upstream.url, 'an outdated key')
    const call = await scriptOf((await startAndOpen(data, env)).url)
    expect((await call('DescribeCluster', {}, 'prod')).text).toMatch(/refuses the console's key/)
    switchKey(secretKey)
    later()
    expect((await call('DescribeCluster', {}, 'prod')).status).toBe(200)
    await upstream.close()
  })
})

describe('rate limits', () => {
  it.each([
    ['of a session', { GANTRY_SESSION_RATE: '1', GANTRY_ACCOUNT_RATE: '1000' }],
    ['of an account', { GANTRY_SESSION_RATE: '1000', GANTRY_ACCOUNT_RATE: '1' }],
  ])('of %s follow the configuration, with a burst of three seconds', async (_what, env) => {
    const call = await scriptOf((await startAndOpen(folder(), env)).url)
    const began = Date.now()
    const all = await Promise.all(Array.from({ length: 12 }, () => call('DescribeCluster', {})))
    const maximum = 3 + Math.ceil((Date.now() - began) / 1000)
    const through = all.filter(({ status }) => status === 200).length
    expect(through).toBeGreaterThanOrEqual(3)
    expect(through).toBeLessThanOrEqual(maximum)
    expect(all.filter(({ status }) => status === 429)).toHaveLength(12 - through)
  })
})
