import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServiceCluster, type ServiceCluster } from './serviceCluster'
import { eventually, isPlaneMissing, needsPlane, servicesPath } from './testCluster'

const annotations = { 'example.com/load-balancer-scheme': 'internal' }

describe.skipIf(isPlaneMissing())(`internal load balancers ${needsPlane}`, () => {
  let cluster: ServiceCluster
  let plain: ServiceCluster
  beforeAll(async () => {
    const innerAccess = { annotations, subnetId: 'subnet-kubernet' }
    cluster = await openServiceCluster('inner-access', { innerAccess })
    plain = await openServiceCluster('inner-access-none')
  })
  afterAll(async () => {
    await Promise.all([cluster.close(), plain.close()])
  })

  const inner = { accessType: 'SvcLBTypeInner' as const, subnetId: 'subnet-kubernet' }
  const modify = (name: string, more: object) =>
    cluster.call('ModifyClusterService', {
      ...cluster.spec(name, more),
      strategy: 'RollingUpdate',
    })
  const accessTypeIs = (name: string, accessType: string) =>
    eventually(
      () => cluster.infoOf(name),
      (info) => info.accessType === accessType,
    )

  it('are Services of type LoadBalancer with the configured annotations', async () => {
    await cluster.call('CreateClusterService', cluster.spec('web', inner))
    const access = await cluster.accessOf('web')
    expect(access).toMatchObject({ metadata: { annotations }, spec: { type: 'LoadBalancer' } })
    expect(await accessTypeIs('web', 'SvcLBTypeInner')).toMatchObject({
      subnetId: 'subnet-kubernet',
      lbStatus: 'Creating',
    })
  })

  it('become public and internal again by a modification, and by its rollback', async () => {
    await cluster.call('CreateClusterService', cluster.spec('moved', inner))
    await modify('moved', { accessType: 'LoadBalancer' })
    expect(await accessTypeIs('moved', 'LoadBalancer')).toMatchObject({ subnetId: '' })
    expect((await cluster.accessOf('moved')).metadata).not.toHaveProperty('annotations')
    await cluster.call('RollBackClusterService', cluster.service('moved'))
    await accessTypeIs('moved', 'SvcLBTypeInner')
    expect((await cluster.accessOf('moved')).metadata).toMatchObject({ annotations })
  })

  it('of other tools are recognised', async () => {
    await cluster.call('CreateClusterService', cluster.spec('foreign', { accessType: 'None' }))
    await cluster.make(servicesPath, {
      metadata: { name: 'foreign-front', annotations },
      spec: {
        type: 'LoadBalancer',
        selector: { 'qcloud-app': 'foreign' },
        ports: [{ port: 80 }],
      },
    })
    await accessTypeIs('foreign', 'SvcLBTypeInner')
  })

  it('are declared as not available and refused where nothing is configured', async () => {
    const { clusters } = await plain.call('DescribeCluster', {})
    expect(clusters[0]?.unavailableAccessTypes).toEqual([
      { accessType: 'SvcLBTypeInner', reason: 'notConfigured' },
    ])
    await expect(
      plain.call('CreateClusterService', plain.spec('web', inner)),
    ).rejects.toMatchObject({
      response: { code: 4000, message: expect.stringMatching(/no annotation .* is configured/) },
    })
    await expect(plain.deploymentOf('web')).rejects.toMatchObject({ status: 404 })
    const configured = await cluster.call('DescribeCluster', {})
    expect(configured.clusters[0]).not.toHaveProperty('unavailableAccessTypes')
  })
})
