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
      { ...service, isRemoved: true },
    ])
  })

  it('reports an instance with its service, and no other pods', async () => {
    await tell('pods', 'ADDED', podOf('web-1-b', 'web-1'))
    await tell('pods', 'ADDED', podOf('alone'))
    expect(changes).toMatchObject([
      { kind: 'instance', name: 'web-1-b', namespace: 'shop', serviceName: 'web', ...of },
    ])
  })

  it('reports a service when the Service that selects its pods changes', async () => {
    const access = stubObject('shop', 'front', { spec: { selector: { app: 'web' }, ports: [] } })
    await tell('services', 'ADDED', access)
    await tell('services', 'DELETED', access)
    expect(changes).toMatchObject([
      { kind: 'service', name: 'web', ...of },
      { kind: 'service', name: 'web', ...of },
    ])
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
