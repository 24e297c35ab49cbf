import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { programs } from './components'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
} from './testCluster'

/** Runs kubectl, as an operator would beside Gantry. */
async function kubectl(...args: string[]): Promise<string> {
  const config = `--kubeconfig=${inject('controlPlane')?.kubeconfig}`
  const { stdout } = await promisify(execFile)(programs.kubectl ?? '', [config, ...args])
  return stdout
}

describe.skipIf(isPlaneMissing())(`writes ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    cluster = await openTestCluster('writes')
  })
  afterAll(() => cluster.close())

  const make = async (name: string, more: object = {}) => {
    await cluster.make(deploymentsPath, foreignDeployment(name, more))
    await eventually(
      () => rowOf(name),
      (row) => row?.status === 'Normal',
    )
  }
  const rowOf = async (name: string) => {
    const { clusterId, call } = cluster
    const { services } = await call('DescribeClusterService', { clusterId, namespace: 'writes' })
    return services.find((service) => service.serviceName === name)
  }
  const infoOf = async (name: string) =>
    (await cluster.call('DescribeClusterServiceInfo', cluster.service(name))).service
  const imageOf = async (name: string) => (await infoOf(name)).containers[0]?.image
  const settled = (name: string) =>
    eventually(
      () => rowOf(name),
      (row) => row?.status === 'Normal',
    )

  it('scale a service; the next read shows it', async () => {
    await make('scaled')
    await cluster.call('ModifyServiceReplicas', { ...cluster.service('scaled'), scaleTo: 3 })
    expect(await rowOf('scaled')).toMatchObject({ desiredReplicas: 3 })
    expect(await settled('scaled')).toMatchObject({ currentReplicas: 3 })
  })

  it('scale a paused service when it is resumed, not before', async () => {
    await make('paused')
    const service = cluster.service('paused')
    await cluster.call('PauseClusterService', service)
    expect(await rowOf('paused')).toMatchObject({ status: 'Paused' })
    await expect(cluster.call('PauseClusterService', service)).rejects.toMatchObject({
      response: { code: 5100, codeDesc: 'ServicePaused' },
    })
    await cluster.call('ModifyServiceReplicas', { ...service, scaleTo: 4 })
    expect(await rowOf('paused')).toMatchObject({ desiredReplicas: 4, currentReplicas: 2 })
    expect(
      await kubectl(
        'get',
        'deployment',
        'paused',
        '-n',
        'writes',
        '-o',
        'jsonpath={.spec.replicas}',
      ),
    ).toBe('2')
    await cluster.call('ResumeClusterService', service)
    expect(await settled('paused')).toMatchObject({ desiredReplicas: 4, currentReplicas: 4 })
    await expect(cluster.call('ResumeClusterService', service)).rejects.toMatchObject({
      response: { codeDesc: 'ServiceNotPaused' },
    })
  })

  it('set an image and restore the previous one, past a restart', async () => {
    await make('updated')
    const service = cluster.service('updated')
    const image = 'registry.example.com/web:2'
    await cluster.call('ModifyClusterServiceImage', { ...service, image })
    expect(await imageOf('updated')).toBe(image)
    await settled('updated')
    await cluster.call('RedeployClusterService', service)
    await settled('updated')
    await cluster.call('RollBackClusterService', service)
    expect(await imageOf('updated')).toBe('registry.example.com/web:1')
    await settled('updated')
    const { instances } = await cluster.call('DescribeServiceInstance', service)
    expect(new Set(instances.map((instance) => instance.containers[0]?.image))).toEqual(
      new Set(['registry.example.com/web:1']),
    )
  })

  it('refuse to roll back a service that was never updated, and images of unknown containers', async () => {
    await make('fresh')
    const service = cluster.service('fresh')
    await expect(cluster.call('RollBackClusterService', service)).rejects.toMatchObject({
      response: { code: 5100, codeDesc: 'ServiceRollbackNotFound' },
    })
    const containers = [{ containerName: 'none', image: 'none:1' }]
    await expect(
      cluster.call('ModifyClusterServiceImage', { ...service, containers }),
    ).rejects.toMatchObject({ response: { code: 4000 } })
  })

  it('keep every field that they do not change', async () => {
    await make('foreign', { revisionHistoryLimit: 7 })
    const read = async () => {
      const { metadata, spec } = JSON.parse(
        await kubectl('get', 'deployment', 'foreign', '-n', 'writes', '-o', 'json'),
      )
      return { labels: metadata.labels, annotations: metadata.annotations, spec }
    }
    const before = await read()
    const service = cluster.service('foreign')
    await cluster.call('ModifyServiceDescription', { ...service, description: 'of others' })
    await cluster.call('ModifyServiceReplicas', { ...service, scaleTo: 1 })
    const after = await read()
    expect(after.annotations.description).toBe('of others')
    const { description: _ours, ...annotations } = after.annotations
    expect({ ...after, annotations }).toEqual({ ...before, spec: { ...before.spec, replicas: 1 } })
    expect(await infoOf('foreign')).toMatchObject({ serviceDesc: 'of others' })
  })

  it('delete instances, which are replaced, and report the ones that they could not delete', async () => {
    await make('shrunk')
    const service = cluster.service('shrunk')
    const { instances } = await cluster.call('DescribeServiceInstance', service)
    const first = instances[0]?.name ?? ''
    const { clusterId, namespace } = service
    const answer = await cluster.call('DeleteInstances', {
      clusterId,
      namespace,
      instances: [first, 'none'],
    })
    expect(answer).toEqual({
      successList: [first],
      failedMap: { none: expect.stringMatching(/does not exist/) },
    })
    await eventually(
      () => cluster.call('DescribeServiceInstance', service),
      (now) => now.totalCount === 2 && now.instances.every(({ name }) => name !== first),
    )
  })

  it('create, describe and delete namespaces, but not those of Kubernetes', async () => {
    const { clusterId, call } = cluster
    const findNamespace = async (name: string) => {
      const { namespaces } = await call('DescribeClusterNameSpaces', { clusterId })
      return namespaces.find((namespace) => namespace.name === name)
    }
    await call('CreateClusterNamespace', { clusterId, name: 'risk', description: 'models' })
    expect(await findNamespace('risk')).toMatchObject({ status: 'Active', description: 'models' })
    await expect(
      call('CreateClusterNamespace', { clusterId, name: 'risk', description: '' }),
    ).rejects.toMatchObject({ response: { code: 5100, codeDesc: 'NamespaceAlreadyExists' } })
    await call('ModifyNamespaceDescription', { clusterId, name: 'risk', description: '' })
    expect(await findNamespace('risk')).toMatchObject({ description: '' })
    await call('DeleteClusterNamespace', { clusterId, names: ['risk'] })
    await eventually(
      () => findNamespace('risk'),
      (value) => value === undefined,
    )
    for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) {
      await expect(
        call('DeleteClusterNamespace', { clusterId, names: [name] }),
      ).rejects.toMatchObject({ response: { codeDesc: 'NamespaceProtected' } })
    }
  })

  it('cordon nodes and replace users’ labels, never those of Kubernetes', async () => {
    const { clusterId, call } = cluster
    const node = async () => {
      const { nodes } = await call('DescribeClusterInstances', { clusterId })
      return nodes.find((candidate) => candidate.instanceId === 'node-3')
    }
    const instanceIds = ['node-3']
    await call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 1 })
    expect(await node()).toMatchObject({ unschedulable: true })
    await call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 0 })
    expect(await node()).toMatchObject({ unschedulable: false })
    const label = (labels: { key: string; value: string }[]) =>
      call('ModifyClusterNodeLabel', { clusterId, instanceId: 'node-3', labels })
    await label([{ key: 'disk', value: 'ssd' }])
    await label([{ key: 'rack', value: 'b1' }])
    expect(await node()).toMatchObject({ labels: { rack: 'b1' }, instanceType: 'test.small' })
    await expect(label([{ key: 'kubernetes.io/hostname', value: 'x' }])).rejects.toMatchObject({
      response: { code: 4000 },
    })
    await label([])
    expect((await node())?.labels).toEqual({})
  })

  it('show what kubectl changed within two seconds', async () => {
    await make('shared')
    await kubectl('scale', 'deployment', 'shared', '-n', 'writes', '--replicas=5')
    const before = Date.now()
    await eventually(
      () => rowOf('shared'),
      (row) => row?.desiredReplicas === 5,
    )
    expect(Date.now() - before).toBeLessThan(2_000)
  })
})
