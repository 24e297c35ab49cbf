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

/** A store of two consoles. */
function memoryWrites(): SharedWrites {
  const latest = new Map<string, WrittenObject>()
  return {
    add: async (one) => {
      latest.set(`${one.clusterId} ${one.path}`, one)
    },
    recent: async (clusterId, since) =>
      [...latest.values()].filter((one) => one.clusterId === clusterId && one.at >= since),
  }
}

/** A watch that delivers nothing, as on a slow console. */
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
  let one: Awaited<ReturnType<typeof openTestCluster>>
  let other: typeof one

  beforeAll(async () => {
    const writes = memoryWrites()
    one = await openTestCluster(namespace, undefined, undefined, { writes })
    await one.make(deploymentsPath, foreignDeployment('web'))
    await eventually(
      () => one.call('DescribeClusterServiceInfo', one.service('web')),
      ({ service }) => service.status === 'Normal',
    )
    other = await openTestCluster(namespace, undefined, undefined, {
      writes,
      through: withoutWatches,
    })
  })
  afterAll(async () => {
    await other.stop()
    await one.close()
  })

  const read = async (name: string) => {
    const { services } = await other.call('DescribeClusterService', {
      clusterId: other.clusterId,
      namespace,
    })
    return services.find(({ serviceName }) => serviceName === name)
  }

  it('show a change at once that the other one made, although its watch has not arrived', async () => {
    await one.call('ModifyServiceReplicas', { ...one.service('web'), scaleTo: 3 })
    expect(await read('web')).toMatchObject({ desiredReplicas: 3 })
    await one.call('ModifyServiceReplicas', { ...one.service('web'), scaleTo: 1 })
    expect(await read('web')).toMatchObject({ desiredReplicas: 1 })
  })

  it('show a new service at once, and a deleted one without replicas or not at all', async () => {
    await one.call('CreateClusterService', {
      ...one.service('new'),
      replicas: 1,
      portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
      containers: [{ containerName: 'web', image: 'web:1' }],
    })
    expect(await read('new')).toMatchObject({ serviceIp: expect.stringMatching(/^10\./) })
    await one.call('DeleteClusterService', one.service('new'))
    expect((await read('new'))?.desiredReplicas ?? 0).toBe(0)
  })

  it('show cordoned nodes and new namespaces at once', async () => {
    const { clusterId } = one
    const instanceIds = ['node-1']
    for (const unschedulable of [1, 0] as const) {
      await one.call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable })
      const { nodes } = await other.call('DescribeClusterInstances', { clusterId })
      expect(nodes.find(({ instanceId }) => instanceId === 'node-1')).toMatchObject({
        unschedulable: unschedulable === 1,
      })
    }
    const made = { clusterId, name: 'by-the-other', description: 'first' }
    await one.call('CreateClusterNamespace', made)
    const named = async () => {
      const { namespaces } = await other.call('DescribeClusterNameSpaces', { clusterId })
      return namespaces.find(({ name }) => name === made.name)
    }
    expect(await named()).toMatchObject({ description: 'first' })
    await one.call('DeleteClusterNamespace', { clusterId, names: [made.name] })
    expect((await named())?.status ?? 'deleted').toBeOneOf(['Terminating', 'deleted'])
  })
})
