import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServiceCluster, type ServiceCluster, webContainer } from './serviceCluster'
import { isPlaneMissing, needsPlane } from './testCluster'

describe.skipIf(isPlaneMissing())(`rollbacks ${needsPlane}`, () => {
  let cluster: ServiceCluster
  beforeAll(async () => {
    cluster = await openServiceCluster('rollbacks')
  })
  afterAll(() => cluster.close())

  const create = async (name: string, more: object = {}) => {
    await cluster.call('CreateClusterService', cluster.spec(name, more))
    await cluster.settled(name)
  }
  const modify = (name: string, more: object = {}) =>
    cluster.call('ModifyClusterService', {
      ...cluster.spec(name),
      strategy: 'RollingUpdate',
      ...more,
    })
  const setImage = (name: string, version: number) =>
    cluster.call('ModifyClusterServiceImage', {
      ...cluster.service(name),
      image: `registry.example.com/web:${version}`,
    })
  const rollBack = (name: string) => cluster.call('RollBackClusterService', cluster.service(name))
  const containers = [{ ...webContainer, image: 'registry.example.com/web:2' }]
  /** The settings that a modification replaces. */
  const settings = async (name: string) => {
    const { containers, ...info } = await cluster.infoOf(name)
    const { serviceDesc, desiredReplicas, accessType, portMappings, strategy } = info
    const { minReadySeconds } = info
    const images = containers.map(({ image }) => image)
    const ports = portMappings.map(({ lbPort }) => lbPort)
    return { serviceDesc, desiredReplicas, accessType, ports, strategy, minReadySeconds, images }
  }

  it('restore the whole configuration, and again that before the rollback', async () => {
    await create('whole')
    const before = await settings('whole')
    await modify('whole', {
      containers,
      serviceDesc: '',
      replicas: 3,
      strategy: 'Recreate',
      minReadySeconds: 1,
      portMappings: [{ lbPort: 81, containerPort: 8080, protocol: 'TCP' }],
    })
    const after = await settings('whole')
    expect(after).toEqual({
      serviceDesc: '',
      desiredReplicas: 3,
      accessType: 'ClusterIP',
      ports: [81],
      strategy: 'Recreate',
      minReadySeconds: 1,
      images: ['registry.example.com/web:2'],
    })
    await cluster.settled('whole')
    await rollBack('whole')
    expect(await settings('whole')).toEqual(before)
    await cluster.settled('whole')
    await rollBack('whole')
    expect(await settings('whole')).toEqual(after)
  })

  it('restore settings that start no rollout, such as the access', async () => {
    await create('access')
    await modify('access', { accessType: 'None' })
    expect(await settings('access')).toMatchObject({ accessType: 'None', ports: [] })
    await cluster.call('RedeployClusterService', cluster.service('access'))
    await rollBack('access')
    expect(await settings('access')).toMatchObject({ accessType: 'ClusterIP', ports: [80] })
  })

  it('keep replicas that the update had not set', async () => {
    await create('scaled')
    await modify('scaled', { containers })
    await cluster.settled('scaled')
    await cluster.call('ModifyServiceReplicas', { ...cluster.service('scaled'), scaleTo: 4 })
    await rollBack('scaled')
    expect(await settings('scaled')).toMatchObject({
      desiredReplicas: 4,
      images: ['registry.example.com/web:1'],
    })
  })

  it('resume a paused service, and restore a template that was never rolled out', async () => {
    await create('paused')
    await cluster.call('PauseClusterService', cluster.service('paused'))
    await setImage('paused', 2)
    await setImage('paused', 3)
    await cluster.call('ModifyServiceReplicas', { ...cluster.service('paused'), scaleTo: 3 })
    await rollBack('paused')
    expect(await cluster.settled('paused')).toMatchObject({
      desiredReplicas: 3,
      containers: [{ image: 'registry.example.com/web:2' }],
    })
    await rollBack('paused')
    expect(await settings('paused')).toMatchObject({ images: ['registry.example.com/web:3'] })
  })

  it('return to the last revision of another tool, and leave the rest alone', async () => {
    await create('shared')
    await modify('shared', { containers, replicas: 3 })
    await cluster.settled('shared')
    const container = { name: 'web', image: 'registry.example.com/web:9' }
    await cluster.admin.write({
      method: 'PATCH',
      path: cluster.pathOf('/apis/apps/v1/namespaces/{namespace}/deployments', 'shared'),
      body: { spec: { template: { spec: { containers: [container] } } } },
      contentType: 'application/strategic-merge-patch+json',
    })
    await cluster.settled('shared')
    await rollBack('shared')
    expect(await settings('shared')).toMatchObject({
      desiredReplicas: 3,
      images: ['registry.example.com/web:2'],
    })
  })

  it('are refused for a service whose modifications changed nothing', async () => {
    await create('same')
    await modify('same')
    await expect(rollBack('same')).rejects.toMatchObject({
      response: { code: 5100, codeDesc: 'ServiceRollbackNotFound' },
    })
  })
})
