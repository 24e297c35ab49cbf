import { describe, expect, it } from 'vitest'
import { administer } from '../../test/cloud/admin'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { MemoryStorage } from '../../test/cloud/cloudStorage'

const nameOf = (index: number) => `team-${index}`

async function firstCluster({ call }: Awaited<ReturnType<typeof testCloud>>) {
  const { clusters } = await call('DescribeCluster', { clusterName: 'shop-prod' })
  return clusters[0]?.clusterId ?? ''
}

describe('an accepted write', () => {
  it('is stored before the response', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await firstCluster(cloud)
    await cloud.call('CreateClusterNamespace', { clusterId, name: 'risk', description: 'Fraud' })
    const kept = cloud.storage.documents().find((document) => document.id === `${clusterId}/risk`)
    expect(kept?.json).toContain('Fraud')
  })

  it('that cannot be stored is refused with 6000 and has no effect', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await firstCluster(cloud)
    const before = cloud.storage.documents()
    cloud.storage.fails = true
    const params = { clusterId, name: 'risk', description: '' }
    await expect(cloud.call('CreateClusterNamespace', params)).rejects.toMatchObject({
      response: { code: 6000 },
    })
    expect(cloud.logged.join()).toContain('the disk is full')
    cloud.storage.fails = false
    expect(cloud.storage.documents()).toEqual(before)
    const { namespaces } = await cloud.call('DescribeClusterNameSpaces', { clusterId })
    expect(namespaces.map((namespace) => namespace.name)).not.toContain('risk')
    await cloud.call('CreateClusterNamespace', params)
  })

  it('runs after the previous one, and a refused one blocks no other', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await firstCluster(cloud)
    const create = (name: string) =>
      cloud.call('CreateClusterNamespace', { clusterId, name, description: '' })
    const all = await Promise.allSettled([
      ...Array.from({ length: 10 }, (_, index) => create(nameOf(index))),
      ...Array.from({ length: 10 }, (_, index) => create(nameOf(index))),
    ])
    expect(all.filter((result) => result.status === 'fulfilled')).toHaveLength(10)
    const { namespaces } = await cloud.call('DescribeClusterNameSpaces', { clusterId })
    const names = namespaces.map((namespace) => namespace.name)
    expect(names.filter((name) => name.startsWith('team-'))).toHaveLength(10)
  })
})

it('a simulation that lost its world refuses every call and changes nothing', async () => {
  const cloud = await testCloud({ world: 'demo' })
  const clusterId = await firstCluster(cloud)
  const before = cloud.storage.documents()
  cloud.storage.isLost = true
  const closed = {
    response: { code: 6200, message: expect.stringContaining('does not have its world') },
  }
  const params = { clusterId, name: 'risk', description: '' }
  await expect(cloud.call('CreateClusterNamespace', params)).rejects.toMatchObject(closed)
  await expect(cloud.call('DescribeCluster', {})).rejects.toMatchObject(closed)
  expect((await administer(cloud, '/clock', { seconds: 60 })).status).toBe(503)
  expect((await administer(cloud, '/world')).status).toBe(503)
  expect(await cloud.push({ reponame: 'shop/web', tag: 'next' })).toMatchObject({
    refusal: { code: 6200 },
  })
  expect(cloud.storage.documents()).toEqual(before)
})

describe('a restart', () => {
  it('resumes at the current time', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await firstCluster(cloud)
    await cloud.call('DeleteClusterNamespace', { clusterId, names: ['orders'] })
    const copy = new MemoryStorage()
    await copy.commit({ put: (await cloud.storage.load()).toReversed(), remove: [] })
    cloud.clock.pass(4)
    const otherCloud = await testCloud({ clock: cloud.clock, storage: copy })
    for (const seconds of [0, 3, 60, 86_400]) {
      cloud.clock.pass(seconds)
      for (const { call } of [cloud, otherCloud]) await call('DescribeCluster', {})
      const both = [cloud, otherCloud].map(async ({ call }) => [
        await call('DescribeCluster', {}),
        await call('DescribeClusterInstances', { clusterId }),
        await call('DescribeClusterNameSpaces', { clusterId }),
        await call('DescribeClusterService', { clusterId, allnamespace: 1 }),
      ])
      const [first, second] = await Promise.all(both)
      expect(second).toEqual(first)
    }
    expect(copy.documents()).toEqual(cloud.storage.documents())
  })
})

it('keeps only the advance of the clock when a request is refused', async () => {
  const cloud = await testCloud({ world: 'demo' })
  const clusterId = await firstCluster(cloud)
  await cloud.call('DeleteClusterNamespace', { clusterId, names: ['ops'] })
  cloud.clock.pass(120)
  const request = await signedRequest('DeleteCluster', { clusterId: 'cls-x' }, cloud.clock.now())
  expect((await sendRequest(cloud.fetch, request)).code).toBe(5000)
  expect(cloud.storage.documents().some((document) => document.id === `${clusterId}/ops`)).toBe(
    false,
  )
})

it('does not set its clock back', async () => {
  const cloud = await testCloud({ world: 'demo' })
  const clusterId = await firstCluster(cloud)
  await cloud.call('DeleteClusterNamespace', { clusterId, names: ['ops'] })
  cloud.clock.pass(120)
  await cloud.call('DescribeCluster', {})
  cloud.clock.pass(-600)
  await cloud.call('CreateClusterNamespace', { clusterId, name: 'ops', description: '' })
  const { namespaces } = await cloud.call('DescribeClusterNameSpaces', { clusterId })
  expect(namespaces.find((namespace) => namespace.name === 'ops')?.status).toBe('Active')
})
