import { describe, expect, it } from 'vitest'
import { administer } from '../../test/cloud/admin'
import { testCloud } from '../../test/cloud/cloud'
import { MemoryStorage } from '../../test/cloud/cloudStorage'
import type { Change } from '../backend'

/** Creates a simulation of the demo world and collects the changes that it reports. */
async function watched() {
  const cloud = await testCloud({ world: 'demo' })
  const changes: Change[] = []
  const stop = cloud.simulation.watch((change) => changes.push(change))
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-prod' })
  const clusterId = clusters[0]?.clusterId ?? ''
  changes.length = 0
  const kinds = () => [...new Set(changes.map(({ kind }) => kind))].sort()
  return { ...cloud, changes, kinds, stop, clusterId }
}

const namespace = { name: 'risk', description: '' }

describe('watch', () => {
  it('reports the changes of a call once they are stored', async () => {
    const { call, changes, clusterId, simulation, storage } = await watched()
    let isKept = false
    simulation.watch(({ id }) => {
      isKept ||= storage.documents().some((document) => document.id === id)
    })
    await call('CreateClusterNamespace', { clusterId, ...namespace })
    expect(changes).toContainEqual({
      kind: 'namespace',
      id: `${clusterId}/risk`,
      name: 'risk',
      isRemoved: false,
      region: 'ap-guangzhou',
      clusterId,
    })
    expect(isKept).toBe(true)
  })

  it('reports changes caused by time at the next call, or when the host advances the clock', async () => {
    const { call, changes, clusterId, clock, simulation } = await watched()
    await call('DeleteClusterNamespace', { clusterId, names: ['orders'] })
    changes.length = 0
    clock.pass(600)
    await simulation.advance()
    const gone = changes.filter(({ isRemoved }) => isRemoved)
    const expected = { isRemoved: true, clusterId, region: 'ap-guangzhou' }
    expect(gone).toContainEqual(
      expect.objectContaining({ ...expected, kind: 'namespace', name: 'orders' }),
    )
    expect(gone).toContainEqual(
      expect.objectContaining({
        ...expected,
        kind: 'instance',
        namespace: 'orders',
        serviceName: expect.any(String),
      }),
    )
  })

  it('reports a deleted cluster with all its contents', async () => {
    const { call, changes, kinds, clusterId, clock, simulation } = await watched()
    await call('DeleteCluster', { clusterId })
    clock.pass(3600)
    await simulation.advance()
    expect(kinds()).toEqual(expect.arrayContaining(['cluster', 'instance', 'node', 'service']))
    expect(changes).toContainEqual(
      expect.objectContaining({
        kind: 'cluster',
        id: clusterId,
        name: 'shop-prod',
        isRemoved: true,
      }),
    )
    const inside = changes.filter(
      (change) => change.kind === 'node' && change.clusterId === clusterId,
    )
    expect(inside.every(({ region }) => region === 'ap-guangzhou')).toBe(true)
  })

  it('reports tags, repositories and triggers without a region', async () => {
    const { call, changes, push } = await watched()
    await push({ reponame: 'shop/storefront', tag: '9.0.0' })
    expect(changes).toContainEqual({
      kind: 'tag',
      id: 'shop/storefront:9.0.0',
      name: '9.0.0',
      isRemoved: false,
      namespace: 'shop',
      reponame: 'shop/storefront',
    })
    expect(
      changes.some((change) => change.kind === 'service' && change.name === 'storefront'),
    ).toBe(true)
    await call('BatchDeleteTag', { reponame: 'shop/storefront', tags: ['9.0.0'] })
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: 'tag', name: '9.0.0', isRemoved: true }),
    )
    await call('DeleteUpdateServiceTrigger', { triggerName: 'storefront-release' })
    expect(changes.at(-1)).toMatchObject({
      kind: 'trigger',
      name: 'storefront-release',
      isRemoved: true,
      reponame: 'shop/storefront',
      serviceName: 'storefront',
    })
  })

  it('reports changes by the administration', async () => {
    const cloud = await watched()
    await administer(cloud, '/world/reset', { world: 'empty' })
    expect(cloud.changes).toContainEqual(
      expect.objectContaining({ kind: 'cluster', id: cloud.clusterId, isRemoved: true }),
    )
  })

  it('reports nothing for a call that is refused or could not be stored', async () => {
    const { call, changes, clusterId, storage } = await watched()
    await expect(call('DeleteCluster', { clusterId: 'cls-00000000' })).rejects.toThrow('5000')
    storage.fails = true
    const creation = call('CreateClusterNamespace', { clusterId, ...namespace })
    await expect(creation).rejects.toThrow('6000')
    expect(changes).toEqual([])
  })

  it('reports nothing to an observer that has stopped', async () => {
    const { call, changes, clusterId, stop } = await watched()
    stop()
    await call('CreateClusterNamespace', { clusterId, ...namespace })
    expect(changes).toEqual([])
  })

  it('stores a change and notifies the other observers if one of them fails', async () => {
    const { call, clusterId, simulation, logged } = await watched()
    simulation.watch(() => {
      throw new Error('a bad observer')
    })
    const later: Change[] = []
    simulation.watch((change) => later.push(change))
    await call('CreateClusterNamespace', { clusterId, ...namespace })
    expect(later).not.toEqual([])
    expect(logged.join()).toContain('a bad observer')
  })

  it('reports possible changes after another process held the world', async () => {
    const { simulation, changes, clusterId, storage, clock } = await watched()
    const copy = new MemoryStorage()
    await copy.commit({ put: await storage.load(), remove: [] })
    const secondCloud = await testCloud({ storage: copy, clock })
    await secondCloud.call('CreateClusterNamespace', { clusterId, ...namespace })
    await simulation.reopen(copy)
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: 'namespace', name: 'risk', isRemoved: false }),
    )
  })
})
