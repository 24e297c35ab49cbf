import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '../../../src/contract/action'
import { actions } from '../../../src/contract/index'
import type { Scope } from '../../proxy/ports'
import { createFixture, type Fixture } from './fixture'
import { type DemoResources, demoResourcesIn } from './places'
import { probe } from './probe'

/**
 * Writes that start instances of a service with other images or with existing settings; refused for
 * a service that controls the node.
 */
const deploying = [
  ...['AddUpdateServiceTrigger', 'ModifyUpdateServiceTrigger', 'ModifyClusterServiceImage'],
  ...['RedeployClusterService', 'ResumeClusterService', 'RollBackClusterService'],
]
/** Writes whose parameters contain the service's settings; a separate test varies the settings. */
const replacing = ['CreateClusterService', 'ModifyClusterService']
/** Other writes to a service, which deploy nothing new. */
const harmless = [
  ...['DeleteClusterService', 'ModifyServiceDescription', 'PauseClusterService'],
  ...['ModifyServiceReplicas', 'DeleteInstances', 'ModifyServiceLabels'],
]
/** Writes that change the image of a tag; table.test.ts covers the refusals of limited users. */
const ofImages = ['DuplicateImage', 'BatchDeleteTag', 'SetAutoDelStrategy', 'BatchDeleteRepository']

let fixture: Fixture
let hosted: DemoResources
let otherNamespace: DemoResources
let otherCluster: DemoResources
const cookies: Record<string, string> = {}
let disks: Record<'own' | 'namespace' | 'cluster' | 'free', string>

const mount = (cbsDiskId: string) => ({
  volumes: [{ name: 'data', volumeType: 'cbsDisk' as const, cbsDiskId }],
})

beforeAll(async () => {
  fixture = await createFixture()
  const { cloud, proxy, storage } = fixture
  for (const triggerName of ['storefront-hotfix', 'partners-stock', 'recommender-canary']) {
    await cloud.call('DeleteUpdateServiceTrigger', { triggerName })
  }
  const shop = { region: 'gz', clusterRegion: 1, clusterName: 'shop-prod' } as const
  hosted = await demoResourcesIn(fixture, {
    ...shop,
    namespace: 'web',
    prefix: 'host',
    isPrivileged: true,
  })
  otherNamespace = await demoResourcesIn(fixture, {
    ...shop,
    namespace: 'default',
    prefix: 'other',
  })
  const staging = { ...shop, clusterName: 'shop-staging' }
  otherCluster = await demoResourcesIn(fixture, { ...staging, namespace: 'web', prefix: 'far' })
  const scopes: Record<string, Scope> = {
    account: { accounts: ['embedded', 'other'] },
    region: { regions: ['gz'] },
    cluster: { clusters: [hosted.clusterId] },
    namespace: { namespaces: ['web'] },
  }
  for (const [kind, scope] of Object.entries(scopes)) {
    cookies[kind] = await proxy.limited(scope, kind)
  }
  const { storageSet } = await cloud.call('DescribeCbsStorages', { attached: 0 })
  const [own = '', namespace = '', cluster = '', free = ''] = storageSet.map(
    (disk) => disk.storageId,
  )
  disks = { own, namespace, cluster, free }
  const containers = [{ containerName: 'app', image: 'nginx:1.13' }]
  const service = { serviceName: 'disk', accessType: 'None' as const, containers }
  const mounted = [
    [hosted, disks.own, 1],
    [otherNamespace, disks.namespace, 1],
    // No instance runs, so the disk is attached to no machine.
    [otherCluster, disks.cluster, 0],
  ] as const
  for (const [{ clusterId, namespace: within }, disk, replicas] of mounted) {
    const mountingService = { ...service, clusterId, namespace: within, replicas }
    await cloud.call('CreateClusterService', { ...mountingService, ...mount(disk) })
  }
  cloud.clock.pass(240)
  await cloud.call('DescribeCluster', {})
  storage.isProbing = true
}, 60_000)
afterAll(() => fixture.proxy.close())

type More = Readonly<Record<string, unknown>>

const answerTo = async (action: Action, user: string, more: More = {}, account = 'embedded') =>
  (
    await probe(fixture, action, cookies[user] ?? '', {
      region: 'gz',
      resources: hosted,
      account,
      overrides: more,
    })
  ).answer

const actionsNamed = (names: readonly string[]): Action[] =>
  Object.values<Action>(actions).filter(({ name }) => names.includes(name))

it('every write that affects a service is in one group of this file', () => {
  const writes = Object.values<Action>(actions).filter(
    ({ mutates, area, effects = [] }) =>
      mutates &&
      (['services', 'instances'].includes(area) ||
        effects.some(({ kind }) => kind === 'deployment')),
  )
  const grouped = [...deploying, ...replacing, ...harmless]
  expect(writes.map(({ name }) => name).sort()).toEqual(grouped.sort())
})

describe.each(actionsNamed(deploying))('$name of a service that controls the node', (action) => {
  it.each(['cluster', 'namespace'])('is refused to a user limited to a %s', async (user) => {
    expect(await answerTo(action, user)).toBe('OutOfScope')
  })

  it('is accepted if the account allows host access, and from users with other limits', async () => {
    expect(await answerTo(action, 'cluster', {}, 'other')).toBe('accepted')
    expect(await answerTo(action, 'account')).toBe('accepted')
    expect(await answerTo(action, 'region')).toBe('accepted')
  })
})

describe.each(actionsNamed(harmless))('$name of a service that controls the node', (action) => {
  it('is accepted from a user limited to a cluster', async () => {
    expect(await answerTo(action, 'cluster')).toBe('accepted')
  })
})

describe.each(actionsNamed(ofImages))('$name', (action) => {
  it.each(['cluster', 'namespace'])('is refused to a user limited to a %s', async (user) => {
    expect(await answerTo(action, user)).toBe('OutOfScope')
  })
})

describe('a trigger', () => {
  const { ModifyUpdateServiceTrigger } = actions

  it('of a service that controls the node keeps its repository for a user limited to a cluster', async () => {
    const none = { serviceName: undefined, clusterId: undefined, namespace: undefined }
    const more = { ...none, clusterRegion: undefined, reponame: otherNamespace.reponame }
    expect(await answerTo(ModifyUpdateServiceTrigger, 'region', more)).toBe('accepted')
    const stays = { clusterId: hosted.clusterId, namespace: 'web', reponame: more.reponame }
    const current = { ...stays, serviceName: undefined, clusterRegion: undefined }
    expect(await answerTo(ModifyUpdateServiceTrigger, 'cluster', current)).toBe('OutOfScope')
  })

  it('that does not exist is refused like one outside the scope', async () => {
    const texts = await Promise.all(
      [otherNamespace.triggerName, 'unknown-trigger'].map(async (triggerName) => {
        const cookie = cookies.namespace ?? ''
        const sent = { region: 'gz', resources: hosted, overrides: { triggerName } }
        const { text } = await probe(fixture, ModifyUpdateServiceTrigger, cookie, sent)
        return text.replace(/"requestId":"[^"]*"/, '')
      }),
    )
    expect(texts[0]).toContain('OutOfScope')
    expect(texts[1]).toBe(texts[0])
  })
})

describe.each(actionsNamed(replacing))('$name with a cloud disk', (action) => {
  const mounting = (user: string, disk: string) => {
    const sent = { region: 'gz', resources: hosted, overrides: mount(disk) }
    return probe(fixture, action, cookies[user] ?? '', sent)
  }

  it('is refused for a disk of another cluster, even of a stopped service', async () => {
    const { answer, fields } = await mounting('cluster', disks.cluster)
    expect(answer).toBe('OutOfScope')
    expect(fields).toMatchObject([{ path: 'volumes.0.cbsDiskId', rule: 'diskScope' }])
    expect((await mounting('cluster', disks.namespace)).answer).toBe('accepted')
  })

  it('is refused for a disk of another namespace', async () => {
    expect((await mounting('namespace', disks.namespace)).answer).toBe('OutOfScope')
    expect((await mounting('namespace', disks.cluster)).answer).toBe('accepted')
  })

  it('is refused for an unknown disk in the same words', async () => {
    const without = (text: string) => text.replace(/disk-\w+|"requestId":"[^"]*"/g, '')
    const otherAnswer = await mounting('cluster', disks.cluster)
    const unknown = await mounting('cluster', 'disk-unknown')
    expect(without(unknown.text)).toBe(without(otherAnswer.text))
  })

  it('is accepted for a free disk and one of the user’s own services', async () => {
    for (const user of ['cluster', 'namespace', 'region']) {
      expect((await mounting(user, disks.free)).answer).toBe('accepted')
      expect((await mounting(user, disks.own)).answer).toBe('accepted')
    }
  })
})
