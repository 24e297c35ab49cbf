import { describe, expect, it } from 'vitest'
import { Clock } from '../../../test/cloud/clock'
import { testCloud } from '../../../test/cloud/cloud'
import { World } from '../world/world'
import { seed } from './seed'

const now = new Clock().now()

function seeded(which: 'demo' | 'empty' | 'large') {
  const world = new World()
  seed(world, which, now, 1)
  return world
}

async function demo(region: string, clusterName: string) {
  const cloud = await testCloud({ world: 'demo' })
  const requestOptions = { region }
  const { clusters } = await cloud.call('DescribeCluster', { clusterName }, requestOptions)
  const clusterId = clusters[0]?.clusterId ?? ''
  return { ...cloud, clusterId, requestOptions }
}

describe('the demo world', () => {
  it('is deterministic', () => {
    const world = seeded('demo')
    expect(seeded('demo').changes()).toEqual(world.changes())
  })

  it('has the same IDs regardless of the seeding time', () => {
    const ids = (world: World) => world.all('cluster').map((item) => item.id)
    const later = new World()
    seed(later, 'demo', now + 1e9, 1)
    expect(ids(later)).toEqual(ids(seeded('demo')))
  })

  it('has a service that crash-loops', async () => {
    const { call, clusterId, requestOptions } = await demo('gz', 'shop-prod')
    const serviceParams = { clusterId, serviceName: 'invoice-worker', namespace: 'orders' }
    const { service } = await call('DescribeClusterServiceInfo', serviceParams, requestOptions)
    expect(service.status).toBe('Abnormal')
    expect(service.srcReasonMap).toHaveProperty('CrashLoopBackOff')
    const { instances } = await call('DescribeServiceInstance', serviceParams, requestOptions)
    expect(Math.max(...instances.map((instance) => instance.restartCount))).toBeGreaterThan(10)
    const { eventList } = await call('DescribeServiceEvent', serviceParams, requestOptions)
    expect(eventList.map((event) => event.reason)).toContain('操作重试')
  })

  it('has a service that cannot pull its image and one paused halfway through its update', async () => {
    const { call, clusterId, requestOptions } = await demo('gz', 'shop-staging')
    const params = { clusterId, namespace: 'web' }
    const { services } = await call('DescribeClusterService', params, requestOptions)
    const statuses = Object.fromEntries(
      services.map((service) => [service.serviceName, service.status]),
    )
    expect(statuses).toEqual({ storefront: 'Paused', recommender: 'Abnormal' })
    const serviceParams = { clusterId, namespace: 'web', serviceName: 'storefront' }
    const { instances } = await call('DescribeServiceInstance', serviceParams, requestOptions)
    const images = instances.map((instance) => instance.containers[0]?.image.split(':')[1]).sort()
    expect(images).toEqual(['2.14.3', '2.14.3', '2.15.0-rc.2', '2.15.0-rc.2'])
  })

  it.each([1, 60, 1000])('has the same statuses at speed %d', async (speed) => {
    const { call } = await testCloud({ world: 'demo', speed })
    const { clusters } = await call('DescribeCluster', { orderField: 'clusterName' })
    const found = clusters.map(async ({ clusterId }) => {
      const { services } = await call('DescribeClusterService', { clusterId, allnamespace: 1 })
      return services
        .filter((service) => service.status !== 'Normal')
        .map((service) => service.serviceName)
    })
    expect((await Promise.all(found)).flat().sort()).toEqual([
      'invoice-worker',
      'recommender',
      'storefront',
    ])
  })

  it('has a node short of memory and an unreachable one', async () => {
    const short = await demo('gz', 'build-runners')
    const nodesOf = async ({ call, clusterId, requestOptions }: typeof short) =>
      (await call('DescribeClusterInstances', { clusterId }, requestOptions)).nodes
    expect((await nodesOf(short)).map((node) => node.abnormalReason)).toContain('MemoryPressure')
    const lost = await demo('sh', 'analytics')
    expect((await nodesOf(lost)).map((node) => node.abnormalReason)).toContain('Unknown')
  })

  it('has a paused update that can be resumed', async () => {
    const { call, clock, clusterId, requestOptions } = await demo('gz', 'shop-staging')
    const serviceParams = { clusterId, namespace: 'web', serviceName: 'storefront' }
    await call('ResumeClusterService', serviceParams, requestOptions)
    clock.pass(300)
    const { service } = await call('DescribeClusterServiceInfo', serviceParams, requestOptions)
    expect(service.status).toBe('Normal')
  })

  it('is stable over a week without calls', async () => {
    const { call, clock, clusterId, requestOptions } = await demo('gz', 'shop-prod')
    const params = { clusterId, allnamespace: 1 } as const
    const statuses = async () =>
      (await call('DescribeClusterService', params, requestOptions)).services.map(
        (service) => service.status,
      )
    const before = await statuses()
    clock.pass(7 * 86_400)
    expect(await statuses()).toEqual(before)
  })
})

describe('the seeded registry', () => {
  it.each(['demo', 'large'] as const)(
    'of the %s world has every image that its services run, except one in the demo',
    (which) => {
      const world = seeded(which)
      const pods = world
        .all('pod')
        .filter((pod) => pod.containers.some((container) => container.missingImage))
      const services = new Set(pods.map((pod) => pod.service))
      expect([...services]).toEqual(which === 'demo' ? ['recommender'] : [])
      for (const kind of ['repository', 'registryNamespace', 'trigger', 'tag'] as const) {
        expect(world.all(kind).length, kind).toBeGreaterThan(0)
      }
    },
  )

  it('of the demo has exactly one trigger with a missing target', () => {
    const world = seeded('demo')
    const broken = world
      .all('trigger')
      .filter(({ target: { clusterId, namespace, serviceName, containerName } }) => {
        const service = world.get('service', `${clusterId}/${namespace}/${serviceName}`)
        return !service?.template.containers.some(
          (container) => container.containerName === containerName,
        )
      })
    expect(broken.map((repository) => repository.id)).toEqual(['recommender-canary'])
  })

  it('of the demo has trigger logs that match the push times of its tags', () => {
    const world = seeded('demo')
    for (const { reponame, at, fired } of world.all('triggerLog')) {
      const tag = world.get('tag', `${reponame}:${fired.tagName}`)
      expect(tag?.pushedAt, fired.tagName).toBeGreaterThanOrEqual(Math.floor(at / 1000) * 1000)
    }
  })

  it('of the demo stays within its quotas; the large world has a repository of 5,000 tags', () => {
    const most = (world: World) =>
      Math.max(...world.all('repository').map(({ id }) => world.ownedBy('tag', id).length))
    expect(most(seeded('demo'))).toBe(100)
    expect(most(seeded('large'))).toBe(5000)
  })
})

it('the empty world has machines, but no clusters', () => {
  const world = seeded('empty')
  expect(world.all('cluster')).toEqual([])
  expect(world.all('machine').length).toBeGreaterThan(0)
})

it('the large world has 200 clusters, 2,000 services and 10,000 scheduled pods', () => {
  const world = seeded('large')
  expect([
    world.all('cluster').length,
    world.all('service').length,
    world.all('pod').length,
  ]).toEqual([200, 2000, 10_000])
  expect(world.all('pod').filter((item) => !item.assignment)).toEqual([])
})
