import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../store/open'
import { clientOf } from '../../test/cloud/client'
import { hasPostgres, onPostgres, postgresDatabase } from '../../test/stores'
import { startEmbedded } from '../backends/embedded'
import { readConfig } from '../config/config'

const fixtures = path.resolve(import.meta.dirname, '../../test/fixtures')
const versions = fs.readdirSync(fixtures).filter((name) => /^\d+\.\d+\.\d+/.test(name))

/**
 * The keys of every table, in the format of `scripts/fixtures.mjs`, which joins several columns
 * into one string.
 */
interface Contents {
  users: string[]
  sessions: string[]
  audit: string[]
  revisions: string[]
  tasks: string[]
  boards: string[]
  drafts: string[]
  switches: string[]
  idempotencyKeys: string[]
  accessTokens: string[]
}

function contentsOf(version: string, testDatabase: 'libsql' | 'postgres'): Contents {
  const json = fs.readFileSync(path.join(fixtures, version, 'contents.json'), 'utf8')
  // Contents from before access tokens existed lack the list.
  return { accessTokens: [], ...JSON.parse(json)[testDatabase] }
}

const joined = (...columns: unknown[]) => columns.join(' ')

/** Returns the store's contents in the same format. */
async function foundIn(store: Store, contents: Contents): Promise<Contents> {
  const keysOf = (texts: string[]) => texts.map((text) => text.split(' '))
  const sessions = await Promise.all(contents.sessions.map((idHash) => store.sessions.find(idHash)))
  const entries = await Promise.all(keysOf(contents.audit).map(([id = '']) => store.audit.find(id)))
  const services = entries.flatMap((entry) => {
    const [clusterId = '', namespace = '', serviceName = ''] = entry?.target.split('/') ?? []
    const { account = '', region = '' } = entry ?? {}
    return { account, region, clusterId, namespace, serviceName }
  })
  const revisions = new Map<string, string>()
  for (const service of services) {
    for (const { id, action, outcome } of await store.revisions.list(service, 100, 1000)) {
      revisions.set(id, joined(id, action, outcome))
    }
  }
  const { tasks } = await store.tasks.list({ limit: 100, offset: 0 })
  const drafts = await Promise.all(
    keysOf(contents.drafts).map(([user = '', name = '']) => store.drafts.find(user, name)),
  )
  const kept = await Promise.all(
    keysOf(contents.idempotencyKeys).map(async ([user = '', key = '']) => {
      const claim = { user, key, fingerprint: 'another', requestId: 'another', at: 0 }
      return (await store.idempotencyKeys.begin(claim)) && joined(user, key)
    }),
  )
  const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value])
  return {
    users: (await store.users.list())
      .map((user) => joined(user.name, user.role, user.source))
      .sort(),
    sessions: sessions.flatMap(present).map((item) => item.idHash),
    audit: entries.flatMap(present).map((entry) => joined(entry.id, entry.action, entry.outcome)),
    revisions: [...revisions.values()].sort(),
    tasks: tasks.map((task) => joined(task.id, task.state)).sort(),
    boards: (await store.boards.list(100)).map((board) => board.id).sort(),
    drafts: drafts.flatMap(present).map((draft) => joined(draft.user, draft.name)),
    switches: (await store.switches.list()).map((item) => item.name),
    idempotencyKeys: kept.flatMap(present),
    accessTokens: (await store.accessTokens.list())
      .map((token) => joined(token.id, token.user))
      .sort(),
  }
}

async function expectComplete(store: Store, contents: Contents) {
  expect(await foundIn(store, contents)).toEqual(contents)
  const check = await store.checkAudit()
  expect(check).toMatchObject({ faults: [], unchained: 0 })
  expect(check.actions).toBe(contents.audit.length)
  const outcomes = new Set(contents.audit.map((text) => text.split(' ')[2]))
  expect([...outcomes].sort()).toEqual(['error', 'ok', 'refused', 'unknown'])
  const states = new Set(contents.tasks.map((text) => text.split(' ')[1]))
  expect([...states].sort()).toEqual(['done', 'running'])
  const users = await store.users.list()
  const lena = users.find(({ name }) => name === 'lena')
  expect(lena?.scope).toEqual({ clusters: [expect.stringMatching(/^cls-/)], namespaces: ['team'] })
  expect(users.find(({ name }) => name === 'rita')?.isReadOnly).toBe(true)
  expect(users.find(({ name }) => name === 'sam')?.source).toBe('sso')
  expect(new Set(users.map(({ role }) => role))).toEqual(new Set(['admin', 'operator', 'viewer']))
}

describe.each(versions)('the data of version %s', (version) => {
  let data: string

  beforeEach(() => {
    data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-version-'))
    for (const name of ['gantry.db', 'cloud-keys.json', 'cloud-admin-token']) {
      const from = path.join(fixtures, version, name)
      if (!fs.existsSync(from)) continue
      fs.copyFileSync(from, path.join(data, name))
      fs.chmodSync(path.join(data, name), 0o600)
    }
  })

  afterEach(() => fs.rmSync(data, { recursive: true }))

  it('is complete in a data folder, and its simulation continues', async () => {
    const store = await openStore({ folder: data })
    await expectComplete(store, contentsOf(version, 'libsql'))
    const config = readConfig({
      GANTRY_DATA: data,
      GANTRY_CLOUD_PORT: '0',
      GANTRY_CLOUD_ADMIN_PORT: '0',
      GANTRY_CLOUD_WORLD: 'empty',
    })
    const cloud = await startEmbedded(config, store)
    const keys: { secretId: string; secretKey: string } = JSON.parse(
      fs.readFileSync(path.join(data, 'cloud-keys.json'), 'utf8'),
    )
    const call = clientOf(cloud.fetch, Date.now, {
      secretKey: keys.secretKey,
      commonParams: { SecretId: keys.secretId },
    })
    const { clusters } = await call('DescribeCluster', {})
    expect(clusters.map(({ clusterName }) => clusterName).sort()).toEqual(['creating', 'kept'])
    const keptCluster = clusters.find(({ clusterName }) => clusterName === 'kept')
    const keptService = {
      clusterId: keptCluster?.clusterId ?? '',
      namespace: 'team',
      serviceName: 'web',
    }
    const { service } = await call('DescribeClusterServiceInfo', keptService)
    expect(service).toMatchObject({ serviceDesc: 'Kept 容器', desiredReplicas: 1 })
    await cloud.close()
    await store.close()
  })

  it.skipIf(!hasPostgres)(onPostgres('is complete in a PostgreSQL dump'), async () => {
    const testDatabase = await postgresDatabase()
    try {
      const dump = fs.readFileSync(path.join(fixtures, version, 'postgres.sql'), 'utf8')
      await testDatabase.query(dump.replaceAll('gantry_fixture.', ''))
      const store = await testDatabase.open()
      await expectComplete(store, contentsOf(version, 'postgres'))
      await store.close()
    } finally {
      await testDatabase.drop()
    }
  })
})
