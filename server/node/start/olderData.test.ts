import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clientOf, testKey } from '../../test/cloud/client'
import { startEmbedded } from '../backends/embedded'
import { readConfig } from '../config/config'
import { openConfiguredStore } from './openConfiguredStore'

const fixture = path.resolve(import.meta.dirname, '../../test/fixtures/data-0001')
const clusterId = 'cls-32ir8kvs'

let data: string
const file = () => path.join(data, 'gantry.db')
const config = () =>
  readConfig({
    GANTRY_DATA: data,
    GANTRY_CLOUD_PORT: '0',
    GANTRY_CLOUD_ADMIN_PORT: '0',
    GANTRY_CLOUD_WORLD: 'empty',
    GANTRY_CLOUD_SECRET_ID: testKey.secretId,
    GANTRY_CLOUD_SECRET_KEY: testKey.secretKey,
  })

/** Starts the simulation on the data folder as a server does, and stops it afterwards. */
async function opened<T>(
  runSimulation: (call: ReturnType<typeof clientOf>) => Promise<T>,
): Promise<T> {
  const store = await openConfiguredStore(config())
  try {
    const cloud = await startEmbedded(config(), store)
    const result = await runSimulation(clientOf(cloud.fetch, Date.now))
    await cloud.close()
    return result
  } finally {
    await store.close()
  }
}

/** Changes the stored documents directly. */
function tamper(statement: string, ...values: string[]): void {
  const database = new Database(file())
  database.prepare(statement).run(...values)
  database.close()
}

const formats = () => {
  const database = new Database(file(), { readonly: true })
  const rows = database.prepare("select json from cloudDocuments where kind = 'format'").all()
  database.close()
  return rows
}

beforeEach(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-older-'))
  fs.copyFileSync(path.join(fixture, 'gantry.db'), file())
})

afterEach(() => fs.rmSync(data, { recursive: true }))

describe('the data directory of an older version', () => {
  it('opens with all its contents, and the simulation continues', async () => {
    const webService = { clusterId, namespace: 'team', serviceName: 'web' }
    await opened(async (call) => {
      const { clusters } = await call('DescribeCluster', {})
      expect(clusters).toMatchObject([{ clusterId, clusterName: 'kept', nodeNum: 2 }])
      const { namespaces } = await call('DescribeClusterNameSpaces', { clusterId })
      expect(namespaces.find((namespace) => namespace.name === 'team')?.description).toBe(
        'Kept from an older version',
      )
      const { service } = await call('DescribeClusterServiceInfo', webService)
      expect(service).toMatchObject({
        serviceDesc: 'Kept 容器',
        status: 'Normal',
        currentReplicas: 2,
        lbId: 'lb-yl012pot',
        containers: [{ image: 'nginx:1.15', envs: [{ name: 'GREETING', value: 'hello' }] }],
      })
      const { instances } = await call('DescribeServiceInstance', webService)
      expect(instances.map((instance) => instance.name).sort()).toEqual([
        'web-561692726-awl3h',
        'web-561692726-jqk3l',
      ])
      await call('ModifyServiceReplicas', { ...webService, scaleTo: 3 })
    })
    await opened(async (call) => {
      const { service } = await call('DescribeClusterServiceInfo', webService)
      expect(service.desiredReplicas).toBe(3)
    })
    expect(formats()).toHaveLength(1)
  })
})

/** A digest of the stored documents, or of the whole file if its documents cannot be read. */
function contents(): string {
  if (!fs.existsSync(file())) return 'none'
  const bytes = fs.readFileSync(file())
  if (bytes.length === 0) return 'empty'
  try {
    const database = new Database(file(), { readonly: true })
    const rows = database.prepare('select * from cloudDocuments order by kind, id').all()
    database.close()
    return digest(JSON.stringify(rows))
  } catch {
    return digest(bytes)
  }
}

const digest = (what: string | Buffer) => createHash('sha256').update(what).digest('hex')

const put = (kind: string, id: string, json: string) =>
  tamper('insert or replace into cloudDocuments (kind, id, json) values (?, ?, ?)', kind, id, json)

/** Simulates a disk that loses a page. */
function overwrite(at: number): void {
  const descriptor = fs.openSync(file(), 'r+')
  fs.writeSync(descriptor, Buffer.alloc(4096), 0, 4096, at)
  fs.closeSync(descriptor)
}

const webPod = `${clusterId}/team/web-561692726-awl3h`

describe('an unusable data directory is refused and left unchanged', () => {
  it.each<[what: string, damage: () => void, says: RegExp]>([
    ['cut off in the middle', () => fs.truncateSync(file(), 40_000), /gantry\.db is damaged/],
    ['cut off near its beginning', () => fs.truncateSync(file(), 50), /gantry\.db is damaged/],
    ['overwritten in the middle', () => overwrite(40_960), /gantry\.db is damaged/],
    ['garbage', () => fs.writeFileSync(file(), 'no database'.repeat(999)), /gantry\.db is damaged/],
    [
      'database file missing',
      () => {
        fs.writeFileSync(path.join(data, 'cloud.lock'), '')
        fs.rmSync(file())
      },
      /gantry\.db is missing/,
    ],
    [
      'database file empty',
      () => {
        fs.writeFileSync(path.join(data, 'cloud.lock'), '')
        fs.truncateSync(file(), 0)
      },
      /gantry\.db is empty/,
    ],
    [
      'tables of a newer version',
      () => tamper("insert into kysely_migration (name, timestamp) values ('9999', '')"),
      /newer version of Gantry \(migration 9999/,
    ],
    [
      'world format of a newer version',
      () => put('format', 'world', '{"id":"world","number":999,"seeded":"demo"}'),
      /newer version of Gantry \(format 999/,
    ],
    ['resource kind of a newer version', () => put('moon', 'a', '{"id":"a"}'), /contains a moon/],
    ['broken JSON', () => put('pod', webPod, '{"id":'), /pod cls-.* is invalid JSON/],
    ['document that is not an object', () => put('pod', webPod, '[]'), /damaged.*pod cls-/],
    ['document with another ID', () => put('pod', webPod, '{"id":"x"}'), /damaged.*pod cls-/],
    [
      'document without a required field',
      () => put('pod', webPod, `{"id":"${webPod}"}`),
      /"clusterId" of the pod/,
    ],
    [
      'pods without their service',
      () => tamper("delete from cloudDocuments where kind = 'service'"),
      /incomplete: the service cls-32ir8kvs\/team\/web of the pod/,
    ],
    [
      'nodes without their cluster',
      () => tamper("delete from cloudDocuments where kind = 'cluster'"),
      /incomplete: the cluster cls-32ir8kvs of the node/,
    ],
  ])('%s', async (_what, damage, message) => {
    damage()
    const contentsBefore = contents()
    const failure = opened(async () => undefined)
    await expect(failure).rejects.toMatchObject({ name: 'ConfigError' })
    await expect(failure).rejects.toThrow(message)
    await expect(failure).rejects.toThrow(/Nothing was changed\. .*backup/)
    expect(contents()).toBe(contentsBefore)
  })

  it('opens again once it has been restored', async () => {
    fs.truncateSync(file(), 40_000)
    await expect(opened(async () => undefined)).rejects.toThrow(/gantry\.db is damaged/)
    fs.copyFileSync(path.join(fixture, 'gantry.db'), file())
    const { clusters } = await opened((call) => call('DescribeCluster', {}))
    expect(clusters).toMatchObject([{ clusterId }])
  })
})
