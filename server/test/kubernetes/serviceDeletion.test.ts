import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServiceCluster, type ServiceCluster } from './serviceCluster'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  servicesPath,
} from './testCluster'

describe.skipIf(isPlaneMissing())(`services ${needsPlane}`, () => {
  let cluster: ServiceCluster
  beforeAll(async () => {
    cluster = await openServiceCluster('service-deletion')
  })
  afterAll(() => cluster.close())

  it('leave nothing behind if the Service cannot be created', async () => {
    const takenPort = {
      lbPort: 80,
      containerPort: 8080,
      protocol: 'TCP' as const,
      nodePort: 30_060,
    }
    await cluster.make(servicesPath, {
      metadata: { name: 'holder' },
      spec: { type: 'NodePort', ports: [{ port: 1, nodePort: 30_060 }] },
    })
    const half = cluster.spec('half', {
      accessType: 'LoadBalancer' as const,
      portMappings: [takenPort],
    })
    await expect(cluster.call('CreateClusterService', half)).rejects.toMatchObject({
      response: {
        code: 4000,
        message: expect.stringMatching(/provided port is already allocated/),
      },
    })
    await cluster.awaitDeletion('half')
  })

  it('are deleted with their Service, unless it selects pods of other Deployments', async () => {
    await cluster.call('CreateClusterService', cluster.spec('old'))
    await cluster.make(servicesPath, {
      metadata: { name: 'both' },
      spec: { selector: { tier: 'front' }, ports: [{ port: 80 }] },
    })
    const labels = { app: 'one', tier: 'front' }
    for (const name of ['one', 'two']) {
      const deployment = foreignDeployment(name)
      const template = {
        ...deployment.spec.template,
        metadata: { labels: { ...labels, app: name } },
      }
      await cluster.make(deploymentsPath, { ...deployment, spec: { ...deployment.spec, template } })
      await eventually(
        () => cluster.infoOf(name).catch(() => undefined),
        (info) => info?.accessType === 'ClusterIP',
      )
    }
    await cluster.call('DeleteClusterService', cluster.service('old'))
    await cluster.call('DeleteClusterService', cluster.service('one'))
    for (const name of ['old', 'one']) {
      await eventually(
        () => cluster.infoOf(name).catch(() => 'gone'),
        (info) => info === 'gone',
      )
    }
    await expect(cluster.accessOf('old')).rejects.toMatchObject({ status: 404 })
    expect((await cluster.accessOf('both')).metadata.name).toBe('both')
  })

  it('are deleted with all Services that lead only to their pods, which the details name', async () => {
    await cluster.make(deploymentsPath, foreignDeployment('many'))
    await cluster.make(deploymentsPath, foreignDeployment('neighbour'))
    const serviceNamed = (name: string, selector: object, more: object = {}) =>
      cluster.make(servicesPath, {
        metadata: { name },
        spec: { selector, ports: [{ port: 80 }], ...more },
      })
    await serviceNamed('many', { app: 'many' })
    await serviceNamed('many-headless', { app: 'many' }, { clusterIP: 'None' })
    await serviceNamed('neighbour', { app: 'neighbour' })
    const listed = [
      { name: 'many', type: 'ClusterIP', isShared: false },
      { name: 'many-headless', type: 'ClusterIP', isShared: false },
    ]
    await eventually(
      () => cluster.infoOf('many'),
      (info) => JSON.stringify(info.kubernetesServices) === JSON.stringify(listed),
    )
    await cluster.call('DeleteClusterService', cluster.service('many'))
    for (const name of ['many', 'many-headless'])
      await expect(cluster.accessOf(name)).rejects.toMatchObject({ status: 404 })
    expect((await cluster.accessOf('neighbour')).metadata.name).toBe('neighbour')
  })

  it('keep a Service that also leads to pods which no Deployment owns, and say so', async () => {
    const deployment = foreignDeployment('mixed')
    const labels = { app: 'mixed', side: 'both' }
    const template = { ...deployment.spec.template, metadata: { labels } }
    await cluster.make(deploymentsPath, { ...deployment, spec: { ...deployment.spec, template } })
    await cluster.make('/api/v1/namespaces/{namespace}/pods', {
      metadata: { name: 'alone', labels: { side: 'both' } },
      spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1' }] },
    })
    await cluster.make(servicesPath, {
      metadata: { name: 'sides' },
      spec: { selector: { side: 'both' }, ports: [{ port: 80 }] },
    })
    await eventually(
      () => cluster.infoOf('mixed'),
      (info) => info.kubernetesServices?.[0]?.isShared === true,
    )
    const { containers } = await cluster.infoOf('mixed')
    const none = {
      ...cluster.service('mixed'),
      replicas: 2,
      accessType: 'None' as const,
      strategy: 'RollingUpdate' as const,
      containers: containers.map(({ containerName, image }) => ({ containerName, image })),
    }
    await expect(cluster.call('ModifyClusterService', none)).rejects.toMatchObject({
      response: { code: 4000, message: expect.stringContaining('sides also leads to pods') },
    })
    await cluster.call('DeleteClusterService', cluster.service('mixed'))
    expect((await cluster.accessOf('sides')).metadata.name).toBe('sides')
  })

  it('left unfinished are deleted', async () => {
    const deployment = foreignDeployment('abandoned')
    const annotations = { 'gantry.io/unfinished': 'true' }
    await cluster.make(deploymentsPath, {
      ...deployment,
      metadata: { ...deployment.metadata, annotations },
    })
    await cluster.awaitDeletion('abandoned', 30_000)
  })
})
