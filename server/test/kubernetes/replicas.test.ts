import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer, Send, SharedWrites, WrittenObject } from '../../cloud/kubernetes/ports'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
} from './testCluster'

/** A store of writes that two consoles share. */
function memoryWrites(): SharedWrites {
  const latest = new Map<string, WrittenObject>()
  return {
    add: async (object) => {
      latest.set(`${object.clusterId} ${object.path}`, object)
    },
    recent: async (clusterId, since) =>
      [...latest.values()].filter((object) => object.clusterId === clusterId && object.at >= since),
  }
}

/** A watch without events, as on a slow console. */
async function* silence(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  yield new Uint8Array()
}

const withoutWatches =
  (send: Send): Send =>
  async (request): Promise<ApiAnswer> =>
    request.path.includes('watch=1')
      ? { status: 200, chunks: silence(request.signal) }
      : send(request)

describe.skipIf(isPlaneMissing())(`two consoles on one cluster ${needsPlane}`, () => {
  const namespace = 'replicas'
  let first: Awaited<ReturnType<typeof openTestCluster>>
  let second: typeof first

  beforeAll(async () => {
    const writes = memoryWrites()
    first = await openTestCluster(namespace, undefined, undefined, { writes })
    await first.make(deploymentsPath, foreignDeployment('web'))
    await eventually(
      () => first.call('DescribeClusterServiceInfo', first.service('web')),
      ({ service }) => service.status === 'Normal',
    )
    second = await openTestCluster(namespace, undefined, undefined, {
      writes,
      through: withoutWatches,
    })
  })
  afterAll(async () => {
    await second.stop()
    await first.close()
  })

  const read = async (name: string) => {
    const { services } = await second.call('DescribeClusterService', {
      clusterId: second.clusterId,
      namespace,
    })
    return services.find(({ serviceName }) => serviceName === name)
  }

  it('show a change at once that the other one made, although its watch has not arrived', async () => {
    await first.call('ModifyServiceReplicas', { ...first.service('web'), scaleTo: 3 })
    expect(await read('web')).toMatchObject({ desiredReplicas: 3 })
    await first.call('ModifyServiceReplicas', { ...first.service('web'), scaleTo: 1 })
    expect(await read('web')).toMatchObject({ desiredReplicas: 1 })
  })

  it('show a new service at once, and a deleted one without replicas or not at all', async () => {
    await first.call('CreateClusterService', {
      ...first.service('new'),
      replicas: 1,
      portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
      containers: [{ containerName: 'web', image: 'web:1' }],
    })
    expect(await read('new')).toMatchObject({ serviceIp: expect.stringMatching(/^10\./) })
    await first.call('DeleteClusterService', first.service('new'))
    expect((await read('new'))?.desiredReplicas ?? 0).toBe(0)
  })

  it('show cordoned nodes and new namespaces at once', async () => {
    const { clusterId } = first
    const instanceIds = ['node-1']
    for (const unschedulable of [1, 0] as const) {
      await first.call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable })
      const { nodes } = await second.call('DescribeClusterInstances', { clusterId })
      expect(nodes.find(({ instanceId }) => instanceId === 'node-1')).toMatchObject({
        unschedulable: unschedulable === 1,
      })
    }
    const newNamespace = { clusterId, name: 'by-the-other', description: 'first' }
    await first.call('CreateClusterNamespace', newNamespace)
    const findNamespace = async () => {
      const { namespaces } = await second.call('DescribeClusterNameSpaces', { clusterId })
      return namespaces.find(({ name }) => name === newNamespace.name)
    }
    expect(await findNamespace()).toMatchObject({ description: 'first' })
    await first.call('DeleteClusterNamespace', { clusterId, names: [newNamespace.name] })
    expect((await findNamespace())?.status ?? 'deleted').toBeOneOf(['Terminating', 'deleted'])
  })
})
