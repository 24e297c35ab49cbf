import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { openServiceCluster, type ServiceCluster } from './serviceCluster'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  servicesPath,
} from './testCluster'

const managed = z.object({
  metadata: z.object({
    managedFields: z.array(z.object({ manager: z.string(), subresource: z.optional(z.string()) })),
  }),
})

describe.skipIf(isPlaneMissing())(`services that others change too ${needsPlane}`, () => {
  let cluster: ServiceCluster
  beforeAll(async () => {
    cluster = await openServiceCluster('writers')
  })
  afterAll(() => cluster.close())

  const pathOf = (name: string) => cluster.pathOf(deploymentsPath, name)
  const patch = (name: string, body: object) =>
    cluster.admin.write({ method: 'PATCH', path: pathOf(name), body })
  const listed = (name: string) =>
    eventually(
      () => cluster.infoOf(name),
      () => true,
    )
  const rounds = Array.from({ length: 12 }, (_, index) => index + 1)

  it('lose no change of either writer', async () => {
    await cluster.call('CreateClusterService', cluster.spec('mixed'))
    const before = (await cluster.deploymentOf('mixed')).metadata.generation
    const gantry = async () => {
      for (const round of rounds) {
        await cluster.call('ModifyClusterService', {
          ...cluster.spec('mixed', { serviceDesc: `round ${round}` }),
          strategy: 'RollingUpdate',
          minReadySeconds: round,
        })
      }
    }
    const other = async () => {
      for (const round of rounds) {
        const annotations = { [`example.com/round-${round}`]: 'done' }
        await patch('mixed', {
          metadata: { annotations, labels: { round: `${round}` } },
          spec: { progressDeadlineSeconds: 600 + round },
        })
      }
    }
    await Promise.all([gantry(), other()])
    const { metadata, spec } = await cluster.deploymentOf('mixed')
    expect(spec).toMatchObject({ minReadySeconds: 12, progressDeadlineSeconds: 612 })
    expect(metadata.labels).toMatchObject({ round: '12' })
    expect(metadata.annotations).toMatchObject({
      description: 'round 12',
      ...Object.fromEntries(rounds.map((round) => [`example.com/round-${round}`, 'done'])),
    })
    // Each change of the spec was sent once.
    expect(metadata.generation - before).toBe(2 * rounds.length)
  })

  it('name Gantry in managedFields for what it writes, but not in managers', async () => {
    await cluster.call('CreateClusterService', cluster.spec('owned'))
    await cluster.call('ModifyServiceReplicas', { ...cluster.service('owned'), scaleTo: 1 })
    await cluster.call('ModifyClusterServiceImage', {
      ...cluster.service('owned'),
      image: 'registry.example.com/web:2',
    })
    for (const path of [deploymentsPath, servicesPath]) {
      const { metadata } = z.parse(managed, await cluster.admin.get(cluster.pathOf(path, 'owned')))
      const writers = metadata.managedFields.filter(({ subresource }) => subresource === undefined)
      expect(new Set(writers.map(({ manager }) => manager))).toEqual(new Set(['gantry']))
    }
    expect((await cluster.infoOf('owned')).managers).toEqual([])
  })

  it('have only instances of their own, even if selectors overlap', async () => {
    const selector = { matchLabels: { tier: 'front' } }
    for (const name of ['left', 'right']) {
      const deployment = foreignDeployment(name, { selector, replicas: name === 'left' ? 1 : 3 })
      const metadata = { labels: { tier: 'front' } }
      const template = { ...deployment.spec.template, metadata }
      // The Deployment's own metadata has no labels.
      await cluster.make(deploymentsPath, {
        ...deployment,
        metadata: { name },
        spec: { ...deployment.spec, template },
      })
    }
    for (const [name, count] of [
      ['left', 1],
      ['right', 3],
    ] as const) {
      const { labels } = await cluster.settled(name)
      expect(labels).toEqual({})
      const { instances } = await cluster.call('DescribeServiceInstance', cluster.service(name))
      expect(instances).toHaveLength(count)
      expect(instances.every((instance) => instance.name.startsWith(`${name}-`))).toBe(true)
    }
  })

  it('are shown as the new ones if they were deleted and created again', async () => {
    await cluster.make(deploymentsPath, foreignDeployment('again'))
    await listed('again')
    await cluster.admin.write({
      method: 'DELETE',
      path: pathOf('again'),
      body: { propagationPolicy: 'Background' },
    })
    await cluster.make(deploymentsPath, foreignDeployment('again', { replicas: 1 }))
    await eventually(
      () => cluster.infoOf('again'),
      ({ desiredReplicas }) => desiredReplicas === 1,
    )
    await cluster.call('ModifyServiceReplicas', { ...cluster.service('again'), scaleTo: 4 })
    expect((await cluster.deploymentOf('again')).spec).toMatchObject({ replicas: 4 })
  })

  it('stay listed while a finalizer keeps them, and refuse further changes', async () => {
    const deployment = foreignDeployment('kept')
    const finalizers = ['example.com/never']
    await cluster.make(deploymentsPath, {
      ...deployment,
      metadata: { ...deployment.metadata, finalizers },
    })
    await listed('kept')
    await cluster.call('DeleteClusterService', cluster.service('kept'))
    expect(await cluster.infoOf('kept')).toMatchObject({ status: 'Waiting', desiredReplicas: 0 })
    const { services } = await cluster.call('DescribeClusterService', cluster.service('kept'))
    expect(services.find(({ serviceName }) => serviceName === 'kept')).toMatchObject({
      reasonMap: { '等待 finalizer：example.com/never': 1 },
      srcReasonMap: { 'waits for finalizers: example.com/never': 1 },
    })
    await expect(
      cluster.call('ModifyServiceReplicas', { ...cluster.service('kept'), scaleTo: 1 }),
    ).rejects.toMatchObject({ response: { code: 5100, codeDesc: 'ServiceDeleting' } })
    await patch('kept', { metadata: { finalizers: null } })
    await cluster.awaitDeletion('kept')
  })
})
