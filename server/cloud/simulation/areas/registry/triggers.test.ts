import { describe, expect, it } from 'vitest'
import { refused, registryCloud } from '../../../../test/cloud/registry'

async function prod() {
  const cloud = await registryCloud()
  const clusterId = await cloud.clusterIdOf('shop-prod')
  const target = {
    clusterId,
    namespace: 'orders',
    serviceName: 'orders-api',
    containerName: 'orders-api',
    clusterRegion: 1,
  } as const
  const trigger = {
    triggerName: 'orders-release',
    reponame: 'shop/orders-api',
    invokeMethod: 'regex',
    invokeExpr: '^5\\.',
    ...target,
  } as const
  return { ...cloud, clusterId, target, trigger }
}

const image = (path: string) => `ccr.ccs.tencentyun.com/${path}`

describe('AddUpdateServiceTrigger', () => {
  it('creates a trigger, which can be listed, and refuses an existing one', async () => {
    const { call, trigger, target } = await prod()
    await call('AddUpdateServiceTrigger', trigger)
    const answer = await call('ListTrigger', { triggerName: 'orders-release' })
    expect(answer).toMatchObject({
      totalCount: 1,
      triggerInfo: [
        {
          triggerName: 'orders-release',
          repoName: 'shop/orders-api',
          invokeSource: 'IMAGE_PUSH',
          invokeAction: 'SERVICE_UPDATE',
          invokeCondition: { invokeMethod: 'regex', invokeExpr: '^5\\.' },
          invokePara: target,
        },
      ],
    })
    const { triggerInfo } = await call('ListTrigger', { reponame: 'shop/orders-api' })
    expect(triggerInfo.map((item) => item.triggerName)).toEqual([
      'orders-release',
      'orders-staging',
    ])
    await expect(call('AddUpdateServiceTrigger', trigger)).rejects.toMatchObject(
      refused(5100, 'ResourceExistAlready'),
    )
  })

  it.each([
    [
      { invokeExpr: 'v(1' },
      4000,
      'invokeExpr is no regular expression: missing closing ) at character 3',
    ],
    [{ invokeExpr: '^v(?!1)' }, 4000, 'at character 3, (?!'],
    [{ invokeExpr: '(a)\\1' }, 4000, 'exponential'],
    [{ invokeExpr: '' }, 4000, 'invokeExpr is required'],
    [{ invokeMethod: 'taglist', invokeExpr: ' ; ' }, 4000, 'invokeExpr is required'],
    [{ invokeMethod: 'taglist', invokeExpr: 'v1;v 2' }, 4000, 'invokeExpr names v 2'],
    [{ reponame: 'shop/none' }, 5000, 'RepositoryNotFound'],
    [{ clusterRegion: 4 }, 5000, 'ClusterNotFound'],
    [{ namespace: 'none' }, 5000, 'NamespaceNotFound'],
    [{ serviceName: 'none' }, 5000, 'ServiceNotFound'],
    [{ containerName: 'none' }, 4000, 'containerName'],
  ] as const)('refuses %j', async (change, code, says) => {
    const { call, trigger, storage } = await prod()
    const before = storage.documents().filter((document) => document.kind === 'trigger')
    const error = await call('AddUpdateServiceTrigger', { ...trigger, ...change }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ response: { code } })
    expect(String(error)).toContain(says)
    expect(storage.documents().filter((document) => document.kind === 'trigger')).toEqual(before)
  })

  it('respects the quota', async () => {
    const { call, trigger } = await prod()
    for (const name of ['one', 'two']) {
      await call('AddUpdateServiceTrigger', { ...trigger, triggerName: name })
    }
    await expect(call('AddUpdateServiceTrigger', trigger)).rejects.toMatchObject(
      refused(5100, 'QuotaMaxTriggerLimit'),
    )
  })
})

describe('ModifyUpdateServiceTrigger', () => {
  const condition = async ({ call }: Awaited<ReturnType<typeof prod>>, triggerName: string) =>
    (await call('ListTrigger', { triggerName })).triggerInfo[0]?.invokeCondition

  it('changes the given fields and keeps the rest', async () => {
    const cloud = await prod()
    const { call, trigger, target } = cloud
    await call('AddUpdateServiceTrigger', trigger)
    const triggerParams = { triggerName: 'orders-release' }
    await call('ModifyUpdateServiceTrigger', { ...triggerParams, invokeExpr: '^6' })
    expect(await condition(cloud, 'orders-release')).toEqual({
      invokeMethod: 'regex',
      invokeExpr: '^6',
    })
    await call('ModifyUpdateServiceTrigger', { ...triggerParams, invokeMethod: 'all' })
    expect(await condition(cloud, 'orders-release')).toEqual({
      invokeMethod: 'all',
      invokeExpr: '',
    })
    await expect(
      call('ModifyUpdateServiceTrigger', { ...triggerParams, invokeMethod: 'taglist' }),
    ).rejects.toMatchObject({ response: { message: expect.stringContaining('invokeExpr') } })
    await expect(
      call('ModifyUpdateServiceTrigger', { ...triggerParams, invokeExpr: 'v1' }),
    ).rejects.toMatchObject({ response: { message: expect.stringContaining('invokeExpr') } })
    await call('ModifyUpdateServiceTrigger', {
      ...triggerParams,
      newTriggerName: 'renamed',
      reponame: 'qa/k6',
    })
    const { triggerInfo } = await call('ListTrigger', { reponame: 'qa/k6' })
    expect(triggerInfo).toMatchObject([{ triggerName: 'renamed', invokePara: target }])
    await expect(
      call('ModifyUpdateServiceTrigger', { triggerName: 'renamed', newTriggerName: 'bff' }),
    ).rejects.toMatchObject(refused(5100, 'ResourceExistAlready'))
    await expect(
      call('ModifyUpdateServiceTrigger', { triggerName: 'renamed', serviceName: 'none' }),
    ).rejects.toMatchObject(refused(5000, 'ServiceNotFound'))
    await expect(call('ModifyUpdateServiceTrigger', triggerParams)).rejects.toMatchObject(
      refused(5000, 'TriggerNotFound'),
    )
  })

  it('changes other fields of a trigger whose target is missing', async () => {
    const { call } = await prod()
    const triggerName = 'recommender-canary'
    await call('ModifyUpdateServiceTrigger', { triggerName, invokeExpr: '^test' })
    await call('DeleteUpdateServiceTrigger', { triggerName })
    await expect(call('DeleteUpdateServiceTrigger', { triggerName })).rejects.toMatchObject(
      refused(5000, 'TriggerNotFound'),
    )
  })
})

describe('a push', () => {
  it('updates the target container in the region of its cluster', async () => {
    const { call, copy, service, logOf, clusterIdOf, clock } = await prod()
    const clusterId = await clusterIdOf('mobile-bff', 'bj')
    const serviceParams = { clusterId, namespace: 'default', serviceName: 'bff' }
    await copy('mobile/bff:0.18.0', 'mobile/bff:0.18.1')
    expect(
      (await service(serviceParams, { region: 'bj' })).containers.map(
        (container) => container.image,
      ),
    ).toEqual([image('mobile/bff:0.18.1')])
    expect((await logOf('mobile/bff'))[0]).toMatchObject({
      triggerName: 'bff',
      tagName: '0.18.1',
      repoName: 'mobile/bff',
      invokeResult: { returnCode: 0, returnMsg: 'updated to revision 3' },
    })
    clock.pass(600)
    const { instances } = await call('DescribeServiceInstance', serviceParams, { region: 'bj' })
    expect(instances.map((instance) => instance.containers[0]?.image)).toEqual(
      Array.from(instances, () => image('mobile/bff:0.18.1')),
    )
  })

  it('keeps the other containers of the service', async () => {
    const { call, copy, service, clusterIdOf, trigger } = await prod()
    const clusterId = await clusterIdOf('shop-intl', 'hk')
    const serviceParams = { clusterId, namespace: 'orders', serviceName: 'orders-api' }
    await call('AddUpdateServiceTrigger', { ...trigger, ...serviceParams, clusterRegion: 5 })
    await copy('shop/orders-api:4.2.1', 'shop/orders-api:5.0.0')
    expect(
      (await service(serviceParams, { region: 'hk' })).containers.map(
        (container) => container.image,
      ),
    ).toEqual([image('shop/orders-api:5.0.0'), 'nginx:1.13.8-alpine'])
  })

  it('fires only matching triggers, in the order of their names', async () => {
    const { copy, logOf } = await prod()
    await copy('shop/storefront:2.14.3', 'shop/storefront:2.14.4')
    expect((await logOf('shop/storefront')).slice(0, 2)).toMatchObject([
      { triggerName: 'storefront-release', invokeResult: { returnCode: 0 } },
      { triggerName: 'storefront-hotfix', invokeResult: { returnCode: 0 } },
    ])
    const before = (await logOf('shop/storefront')).length
    await copy('shop/storefront:2.14.3', 'shop/storefront:nightly-x')
    expect(await logOf('shop/storefront')).toHaveLength(before)
  })

  it('logs that the container runs that image already', async () => {
    const { call, copy, logOf, trigger, service, target } = await prod()
    await call('AddUpdateServiceTrigger', { ...trigger, invokeMethod: 'all', invokeExpr: '' })
    await copy('shop/orders-api:latest', 'shop/orders-api:4.2.1')
    expect((await logOf('shop/orders-api'))[0]?.invokeResult.returnMsg).toContain('already')
    expect((await service(target)).containers[0]?.image).toBe(image('shop/orders-api:4.2.1'))
  })

  it('logs a missing or deleted target and a cluster that is not running', async () => {
    const { call, copy, logOf, trigger, target, clusterIdOf } = await prod()
    await call('AddUpdateServiceTrigger', trigger)
    const { clusterId, namespace, serviceName } = target
    await call('DeleteClusterService', { clusterId, namespace, serviceName })
    await copy('shop/orders-api:4.2.1', 'shop/orders-api:5.0.0')
    expect((await logOf('shop/orders-api'))[0]?.invokeResult).toMatchObject({
      returnCode: 5100,
      returnMsg: expect.stringContaining('ServiceDeleting'),
    })
    await call(
      'DeleteCluster',
      { clusterId: await clusterIdOf('mobile-bff', 'bj') },
      { region: 'bj' },
    )
    await copy('mobile/bff:0.18.0', 'mobile/bff:0.18.1')
    expect((await logOf('mobile/bff'))[0]?.invokeResult.returnMsg).toContain('Deleting')
    await copy('data/recommender:testing', 'data/recommender:tes')
    expect((await logOf('data/recommender'))[0]).toMatchObject({
      tagName: 'tes',
      invokeResult: { returnCode: 5000, returnMsg: expect.stringContaining('ServiceNotFound') },
    })
  })

  it('logs that the service no longer has the container', async () => {
    const { call, copy, logOf, trigger, target } = await prod()
    await call('AddUpdateServiceTrigger', trigger)
    const { clusterId, namespace, serviceName } = target
    await call('ModifyClusterService', {
      clusterId,
      namespace,
      serviceName,
      replicas: 1,
      accessType: 'None',
      strategy: 'Recreate',
      containers: [{ containerName: 'api', image: 'nginx' }],
    })
    await copy('shop/orders-api:4.2.1', 'shop/orders-api:5.0.0')
    expect((await logOf('shop/orders-api'))[0]?.invokeResult).toMatchObject({
      returnCode: 5000,
      returnMsg: expect.stringContaining('orders-api'),
    })
  })

  it('keeps 200 log entries per repository', async () => {
    const { call, copy, clock } = await prod()
    for (let index = 0; index < 205; index += 1) {
      clock.pass(1)
      await copy('shop/order-worker:4.2.1', 'shop/order-worker:next')
    }
    const log = await call('ListTriggerLog', { reponame: 'shop/order-worker', limit: 300 })
    expect(log.totalCount).toBe(200)
    expect(log.logInfo.every((entry) => entry.tagName === 'next')).toBe(true)
  })
})
