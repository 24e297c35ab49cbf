import { describe, expect, it } from 'vitest'
import { testCloud } from '../../../test/cloud/cloud'
import { MemoryStorage } from '../../../test/cloud/cloudStorage'
import { upgrades, upgradeWorld } from './upgrade'
import { renameDocuments } from './upgrades/0004'
import type { Upgrade, UpgradeContext } from './upgrades/upgrade'
import { World } from './world'

const inService = { clusterId: 'cls-1', namespace: 'default', service: 'web' }
const event = { level: 'Normal', objType: 'Pod', objName: 'p', reason: 'Killing', message: '' }
const pod = {
  ...inService,
  ...{ name: 'web-1', revision: 1, createdAt: 1 },
  pace: { pull: 1, start: 1, ready: 1, settle: 0, stop: 1, backOff: 1 },
}

/** Stub upgrades that record their calls. */
function noted(count: number) {
  const calls: [number, UpgradeContext['seeded'], number][] = []
  const known = Array.from(
    { length: count },
    (_, index): Upgrade =>
      ({ seeded, now }) => {
        calls.push([index + 1, seeded, now])
      },
  )
  return { calls, known }
}

const ground = (world: World) => ({ world, speed: 1, now: 1000 })

type TestCloud = Awaited<ReturnType<typeof testCloud>>

const tags = ({ call }: TestCloud) => call('GetTagList', { reponame: 'shop/storefront' })

const triggers = ({ call }: TestCloud) => call('ListTrigger', { reponame: 'shop/storefront' })

describe('upgradeWorld', () => {
  it("runs each upgrade once, in order, with the world's seed", () => {
    const world = new World()
    const { calls, known } = noted(3)
    upgradeWorld(ground(world), 'demo', known.slice(0, 2))
    expect(calls).toEqual([
      [1, 'demo', 1000],
      [2, 'demo', 1000],
    ])
    upgradeWorld(ground(world), 'empty', known)
    expect(calls.slice(2)).toEqual([[3, 'demo', 1000]])
    upgradeWorld(ground(world), 'empty', known)
    expect(calls).toHaveLength(3)
  })

  it('does not record a failed upgrade', () => {
    const world = new World()
    const failing: Upgrade = ({ world: itself }) => {
      itself.put('nonce', { id: 'x', until: 1 })
      throw new Error('no')
    }
    expect(() => upgradeWorld(ground(world), 'demo', [failing])).toThrow('no')
    expect(world.get('format', 'world')).toBeUndefined()
  })

  it('does not run on a new world', async () => {
    const { storage } = await testCloud({ world: 'demo' })
    const format = storage.documents().find(({ kind }) => kind === 'format')
    expect(format && JSON.parse(format.json)).toEqual({
      id: 'world',
      number: upgrades.length,
      seeded: 'demo',
    })
  })
})

/** A store as a version without a registry left it. */
async function beforeRegistry(change: (cloud: TestCloud) => Promise<unknown> = async () => {}) {
  const cloud = await testCloud({ world: 'demo' })
  await change(cloud)
  const storage = new MemoryStorage()
  const late = ['registry', 'registryNamespace', 'repository', 'tag', 'favourite', 'format']
  const isOld = (kind: string) => !late.includes(kind) && !kind.startsWith('trigger')
  const put = (await cloud.storage.load()).filter(({ kind }) => isOld(kind))
  await storage.commit({ put, remove: [] })
  return { storage, clock: cloud.clock }
}

async function shopProd({ call }: TestCloud) {
  const { clusters } = await call('DescribeCluster', { clusterName: 'shop-prod' })
  return clusters[0]?.clusterId ?? ''
}

describe('the upgrades', () => {
  it('2: a demo world without a registry gets the registry of a new demo world', async () => {
    const upgraded = await testCloud({ world: 'demo', ...(await beforeRegistry()) })
    const fresh = await testCloud({ world: 'demo' })
    for (const cloud of [upgraded, fresh]) expect((await tags(cloud)).tagCount).toBeGreaterThan(5)
    expect(await tags(upgraded)).toEqual(await tags(fresh))
    expect(await triggers(upgraded)).toEqual(await triggers(fresh))
  })

  it('2: images of the other services in a demo world are added, so that these keep running', async () => {
    const old = await beforeRegistry(async (cloud) => {
      const namespaceParams = { clusterId: await shopProd(cloud), namespace: 'web' }
      const image = 'ccr.ccs.tencentyun.com/shop/storefront:7.7.7'
      await cloud.call('ModifyClusterServiceImage', {
        ...namespaceParams,
        serviceName: 'storefront',
        image,
      })
      await cloud.call('CreateClusterService', {
        ...namespaceParams,
        serviceName: 'own',
        replicas: 1,
        containers: [{ containerName: 'own', image: 'ccr.ccs.tencentyun.com/shop/own:1' }],
      })
    })
    const cloud = await testCloud({ world: 'demo', ...old })
    cloud.clock.pass(600)
    const namespaceParams = { clusterId: await shopProd(cloud), namespace: 'web' }
    for (const serviceName of ['storefront', 'own']) {
      const { service } = await cloud.call('DescribeClusterServiceInfo', {
        ...namespaceParams,
        serviceName,
      })
      expect(service.status).toBe('Normal')
    }
  })

  it('2: triggers of deleted clusters are omitted, and other worlds stay unchanged', async () => {
    const old = await beforeRegistry(async (cloud) => {
      const clusterId = await shopProd(cloud)
      await cloud.call('DeleteCluster', { clusterId })
      cloud.clock.pass(600)
      await cloud.call('DescribeCluster', {})
    })
    const { triggerInfo } = await triggers(await testCloud({ world: 'demo', ...old }))
    expect(triggerInfo.map((trigger) => trigger.triggerName)).not.toContain('storefront-release')

    const { storage, clock } = await testCloud({ world: 'empty' })
    await storage.commit({ put: [], remove: [{ kind: 'format', id: 'world' }] })
    const cloud = await testCloud({ world: 'demo', storage, clock })
    expect((await cloud.call('GetNamespaceInfo', {})).namespaceCount).toBe(0)
  })

  it('1: existing nonces lose wakeAt, because they expire by the real clock', () => {
    const world = new World([
      { kind: 'nonce', id: 'AKID 1 2', json: '{"id":"AKID 1 2","until":5000,"wakeAt":5000}' },
    ])
    upgradeWorld(ground(world), 'demo')
    expect(world.get('nonce', 'AKID 1 2')).toEqual({ id: 'AKID 1 2', until: 5000 })
    expect(world.next(9_999_999)).toBeUndefined()
  })
})

describe('the upgrade of a world without metrics', () => {
  it('3: adds sizes and load to the pods of the world', async () => {
    const fresh = await testCloud({ world: 'demo' })
    const storage = new MemoryStorage()
    const old = fresh.storage.documents().map((document) => {
      const { initialReplicas: _replicas, load: _load, ...thing } = JSON.parse(document.json)
      if (document.kind === 'pod') for (const container of thing.containers) delete container.size
      const number = document.kind === 'format' ? { number: 2 } : {}
      return { ...document, json: JSON.stringify({ ...thing, ...number }) }
    })
    await storage.commit({ put: old, remove: [] })
    const opened = await testCloud({ storage, clock: fresh.clock })
    const podsOf = ({ storage }: TestCloud) =>
      storage.documents().flatMap(({ kind, json }) => (kind === 'pod' ? [JSON.parse(json)] : []))
    const podsById = (cloud: TestCloud) => new Map(podsOf(cloud).map((pod) => [pod.id, pod]))
    const expectedPods = podsById(fresh)
    expect(expectedPods.size).toBeGreaterThan(50)
    for (const [id, pod] of podsById(opened)) {
      expect([id, pod.load, pod.containers]).toEqual([
        id,
        expectedPods.get(id)?.load,
        expectedPods.get(id)?.containers,
      ])
    }
  })
})

describe('upgrade 4', () => {
  const old = [
    ['format', 'world', { number: 3, seeded: 'empty' }],
    [
      'cluster',
      'cls-1',
      {
        ...{ region: 'ap-guangzhou', name: 'one', description: '', cidr: '172.16.0.0/16' },
        ...{ unVpcId: 'vpc-1', os: 'centos7.2x86_64', k8sVersion: '1.7.8', projectId: 0 },
        ...{ createdAt: 1, updatedAt: 1, readyAt: 1, goneAt: 9, wakeAt: 9 },
      },
    ],
    [
      'service',
      'cls-1/default/web',
      {
        ...{ clusterId: 'cls-1', namespace: 'default', name: 'web', description: '', createdAt: 1 },
        ...{ replicas: 1, revision: 1, podsMade: 4, madeFor: 2, paused: false, goneAt: 8 },
        access: { type: 'None', ports: [], serviceIp: '' },
        template: { containers: [], strategy: 'Recreate' },
        userLabels: { placed: 'x' },
      },
    ],
    ['happening', 'h', { ...inService, at: 3, event }],
    [
      'pod',
      'p',
      {
        ...pod,
        placed: { nodeId: 'ins-1', at: 1, ip: '172.16.0.2' },
        refused: { since: 1, message: 'full' },
        needs: { cpu: 1, memory: 2, disks: [] },
        restartsBefore: 5,
        containers: [{ name: 'web', image: 'nginx', fate: 'run', lacking: { foundAt: 2 } }],
        load: { madeFor: 2, access: 'None' },
      },
    ],
    [
      'pastPod',
      'q',
      {
        ...pod,
        stoppingAt: 4,
        placed: { nodeId: 'ins-1', at: 1, ip: '172.16.0.3' },
        containers: [{ name: 'web', image: 'nginx', fate: 'crashes' }],
      },
    ],
    [
      'pastNode',
      'ins-1/1',
      {
        ...{ clusterId: 'cls-1', nodeId: 'ins-1', createdAt: 1, readyAt: 1, cpu: 2, mem: 4 },
        ...{ goneAt: 5, troubles: [{ reason: 'OutOfDisk', from: 1, to: 2 }] },
      },
    ],
  ] as const

  it('renames kinds and fields of stored documents, and removes the old kinds', async () => {
    const storage = new MemoryStorage()
    const put = old.map(([kind, id, fields]) => ({
      kind,
      id,
      json: JSON.stringify({ id, ...fields }),
    }))
    await storage.commit({ put, remove: [] })
    await testCloud({ storage })
    const found = new Map(
      storage.documents().map(({ kind, id, json }) => [`${kind} ${id}`, JSON.parse(json)]),
    )
    expect([...found.keys()].filter((key) => /^(happening|past)/.test(key))).toEqual([])
    expect(found.get('format world')).toMatchObject({ number: upgrades.length })
    expect(found.get('cluster cls-1')).toMatchObject({ deletionEndsAt: 9 })
    expect(found.get('service cls-1/default/web')).toMatchObject({
      ...{ podsCreated: 4, initialReplicas: 2, deletionEndsAt: 8 },
      userLabels: { placed: 'x' },
    })
    expect(found.get('serviceEvent h')).toEqual({ id: 'h', ...inService, at: 3, event })
    expect(found.get('pod p')).toEqual({
      id: 'p',
      ...pod,
      assignment: { nodeId: 'ins-1', at: 1, ip: '172.16.0.2' },
      unschedulable: { since: 1, message: 'full' },
      requests: { cpu: 1, memory: 2, disks: [] },
      initialRestarts: 5,
      containers: [{ name: 'web', image: 'nginx', outcome: 'run', missingImage: { foundAt: 2 } }],
      load: { initialReplicas: 2, access: 'None' },
    })
    expect(found.get('deletedPod q')).toMatchObject({
      assignment: { ip: '172.16.0.3' },
      containers: [{ outcome: 'crashes' }],
    })
    expect(found.get('deletedNode ins-1/1')).toMatchObject({
      deletedAt: 5,
      pastFaults: [{ reason: 'OutOfDisk' }],
    })
  })

  it('leaves documents of the current format unchanged', () => {
    const documents = [
      { kind: 'format', id: 'world', json: '{"id":"world","number":4,"seeded":"empty"}' },
      { kind: 'happening', id: 'h', json: '{"id":"h"}' },
    ]
    expect(renameDocuments(documents)).toEqual({ documents, obsolete: [] })
  })
})
