import { describe, expect, it } from 'vitest'
import { testCloud } from '../../../../test/cloud/cloud'

async function demo() {
  const cloud = await testCloud({ world: 'demo' })
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-prod' })
  const clusterId = clusters[0]?.clusterId ?? ''
  const statuses = async () => {
    const { namespaces } = await cloud.call('DescribeClusterNameSpaces', { clusterId })
    return Object.fromEntries(namespaces.map((namespace) => [namespace.name, namespace.status]))
  }
  return { ...cloud, clusterId, statuses }
}

describe('CreateClusterNamespace', () => {
  it('creates a namespace and refuses an existing one', async () => {
    const { call, clusterId, statuses } = await demo()
    await call('CreateClusterNamespace', { clusterId, name: 'risk', description: '' })
    expect((await statuses()).risk).toBe('Active')
    await expect(
      call('CreateClusterNamespace', { clusterId, name: 'risk', description: '' }),
    ).rejects.toMatchObject({ response: { code: 5100, codeDesc: 'NamespaceAlreadyExists' } })
  })
})

describe('DeleteClusterNamespace', () => {
  it('deletes the services of the namespaces after a while', async () => {
    const { call, clock, clusterId, statuses } = await demo()
    await call('DeleteClusterNamespace', { clusterId, names: ['orders', 'web'] })
    expect(await statuses()).toMatchObject({ orders: 'Terminating', web: 'Terminating' })
    await call('DeleteClusterNamespace', { clusterId, names: ['orders'] })
    clock.pass(30)
    expect(Object.keys(await statuses())).toEqual(['default', 'kube-system', 'data', 'ops'])
    const { services } = await call('DescribeClusterService', { clusterId, allnamespace: 1 })
    expect(new Set(services.map((service) => service.namespace))).toEqual(
      new Set(['kube-system', 'data', 'ops']),
    )
  })

  it.each([
    [['default'], 5100, 'NamespaceProtected'],
    [['web', 'kube-system'], 5100, 'NamespaceProtected'],
    [['web', 'nowhere'], 5000, 'NamespaceNotFound'],
  ])('refuses %j and deletes none', async (names, code, codeDesc) => {
    const { call, clusterId, storage } = await demo()
    const before = storage.documents()
    await expect(call('DeleteClusterNamespace', { clusterId, names })).rejects.toMatchObject({
      response: { code, codeDesc },
    })
    expect(storage.documents()).toEqual(before)
  })
})

it('DescribeClusterTaskResult refuses an unknown task', async () => {
  const { call } = await demo()
  await expect(call('DescribeClusterTaskResult', { requestId: 1 })).rejects.toMatchObject({
    response: { code: 5000, codeDesc: 'TaskNotFound' },
  })
})
