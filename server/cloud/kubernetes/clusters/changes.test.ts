import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  openStubCluster,
  StubCluster,
  stubDeployment,
  stubObject,
} from '../../../test/kubernetes/stubs/stubCluster'
import type { Change } from '../../backend'

let server: StubCluster
let cluster: Awaited<ReturnType<typeof openStubCluster>>
let changes: Change[]
let stop: () => void

const replicaSet = stubObject('shop', 'web-1', {
  spec: { replicas: 1, template: { metadata: {}, spec: { containers: [] } } },
  status: { replicas: 1 },
})
const owned = {
  ...replicaSet,
  metadata: {
    ...replicaSet.metadata,
    ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'uid-of-shop-web' }],
  },
}
function podOf(name: string, owner?: string) {
  const pod = stubObject('shop', name, {
    spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'web:1' }] },
    status: { phase: 'Running' },
  })
  const ownerReferences = owner ? [{ kind: 'ReplicaSet', name: owner, uid: 'x' }] : []
  return { ...pod, metadata: { ...pod.metadata, ownerReferences } }
}

beforeEach(async () => {
  server = new StubCluster()
  server.objects = {
    namespaces: [stubObject('', 'shop')],
    deployments: [stubDeployment('shop', 'web')],
    replicasets: [owned],
    pods: [podOf('web-1-a', 'web-1')],
  }
  cluster = await openStubCluster(server)
  changes = []
  stop = cluster.backend.watch?.((change) => changes.push(change)) ?? (() => {})
})
afterEach(() => {
  stop()
  cluster.close()
})

/** Sends an event on the watch of a kind. */
async function tell(kind: string, type: string, object: unknown) {
  server.watchOf(kind).tell(type, object)
  await cluster.time.advance(0)
}
const of = { region: 'ap-guangzhou', isRemoved: false }

describe('watch', () => {
  it('reports services, namespaces and nodes that appear, change and disappear', async () => {
    const { clusterId } = cluster
    await tell('deployments', 'MODIFIED', stubDeployment('shop', 'web'))
    await tell('namespaces', 'ADDED', stubObject('', 'risk'))
    await tell('nodes', 'ADDED', stubObject('', 'node-1', { spec: {}, status: {} }))
    await tell('deployments', 'DELETED', stubDeployment('shop', 'web'))
    const service = { kind: 'service', name: 'web', namespace: 'shop', clusterId, ...of }
    expect(changes).toMatchObject([
      service,
      { kind: 'namespace', name: 'risk', clusterId, ...of },
      { kind: 'node', name: 'node-1', clusterId, ...of },
      { kind: 'cluster', id: clusterId, name: 'stub', ...of },
      { ...service, isRemoved: true },
    ])
  })

  it('reports the instances of a node that stops reporting, and not for its heartbeats', async () => {
    const nodeWith = (status: string) =>
      stubObject('', 'node-1', { spec: {}, status: { conditions: [{ type: 'Ready', status }] } })
    await tell('nodes', 'ADDED', nodeWith('True'))
    changes.length = 0
    await tell('nodes', 'MODIFIED', nodeWith('True'))
    expect(changes.map(({ kind }) => kind)).toEqual(['node'])
    await tell('nodes', 'MODIFIED', nodeWith('Unknown'))
    expect(changes.slice(1)).toMatchObject([
      { kind: 'node', name: 'node-1', ...of },
      { kind: 'cluster', ...of },
      { kind: 'instance', name: 'web-1-a', serviceName: 'web', ...of },
    ])
  })

  it('reports an event with the service that lists it, and the instance that it concerns', async () => {
    const eventOn = (kind: string, name: string) =>
      stubObject('shop', `${name}.1`, {
        involvedObject: { kind, namespace: 'shop', name, uid: `uid-of-shop-${name}` },
        reason: 'Pulling',
      })
    await tell('events', 'ADDED', eventOn('Pod', 'web-1-a'))
    await tell('events', 'ADDED', eventOn('ReplicaSet', 'web-1'))
    await tell('events', 'ADDED', eventOn('Pod', 'alone'))
    await tell('events', 'DELETED', eventOn('ReplicaSet', 'web-1'))
    const event = { kind: 'event', namespace: 'shop', serviceName: 'web' }
    expect(changes).toMatchObject([
      { ...event, name: 'web-1-a', ...of },
      { kind: 'instance', name: 'web-1-a', serviceName: 'web', ...of },
      { ...event, name: 'web-1', ...of },
      { ...event, name: 'web-1', ...of, isRemoved: true },
    ])
  })

  it('reports pods that were delivered before their ReplicaSet', async () => {
    const late = { ...owned, metadata: { ...owned.metadata, name: 'web-2', uid: 'uid-of-web-2' } }
    const pod = podOf('web-2-a', 'web-2')
    const ownerReferences = [{ kind: 'ReplicaSet', name: 'web-2', uid: 'uid-of-web-2' }]
    await tell('pods', 'ADDED', { ...pod, metadata: { ...pod.metadata, ownerReferences } })
    expect(changes).toEqual([])
    await tell('replicasets', 'ADDED', late)
    expect(changes).toMatchObject([
      { kind: 'service', name: 'web', ...of },
      { kind: 'instance', name: 'web-2-a', serviceName: 'web', ...of },
    ])
  })

  it('reports an instance that ceases to count as crashing, at that time', async () => {
    const at = (seconds: number) =>
      new Date(cluster.time.timing.now() + seconds * 1_000).toISOString()
    const terminated = { exitCode: 1, startedAt: at(-5), finishedAt: at(-3) }
    const pod = podOf('web-1-a', 'web-1')
    const status = {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'web',
          ready: true,
          state: { running: { startedAt: at(0) } },
          lastState: { terminated },
        },
      ],
    }
    await tell('pods', 'MODIFIED', { ...pod, status })
    expect(changes).toHaveLength(1)
    await cluster.time.advance(11_000)
    expect(changes).toHaveLength(1)
    await cluster.time.advance(2_000)
    expect(changes).toHaveLength(2)
    expect(changes[1]).toMatchObject({ kind: 'instance', name: 'web-1-a', ...of })
  })

  it('reports an instance with its service, and no other pods', async () => {
    await tell('pods', 'ADDED', podOf('web-1-b', 'web-1'))
    await tell('pods', 'ADDED', podOf('alone'))
    expect(changes).toMatchObject([
      { kind: 'instance', name: 'web-1-b', namespace: 'shop', serviceName: 'web', ...of },
    ])
  })

  it('reports a service when the Service that selects its pods changes', async () => {
    const accessTo = (app: string) =>
      stubObject('shop', 'front', { spec: { selector: { app }, ports: [] } })
    await tell('services', 'ADDED', accessTo('web'))
    await tell('services', 'MODIFIED', accessTo('another'))
    await tell('services', 'MODIFIED', accessTo('web'))
    await tell('services', 'DELETED', accessTo('web'))
    const change = { kind: 'service', name: 'web', ...of }
    expect(changes).toMatchObject([change, change, change, change])
  })

  it('reports objects that vanished without an event, and nothing that stayed the same', async () => {
    server.objects = { ...server.objects, deployments: [] }
    for (const watch of server.watches) {
      watch.tell('ERROR', { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' })
    }
    await cluster.time.advance(10_000)
    expect(changes).toMatchObject([{ kind: 'service', name: 'web', isRemoved: true }])
  })

  it('reports clusters that the kubeconfig gains and loses', async () => {
    await cluster.backend.update([])
    expect(changes).toMatchObject([{ kind: 'cluster', name: 'stub', isRemoved: true }])
  })

  it('reports nothing after its end', async () => {
    stop()
    await tell('deployments', 'DELETED', stubDeployment('shop', 'web'))
    expect(changes).toEqual([])
  })
})
