import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  openStubCluster,
  StubCluster,
  stubDeployment,
  stubObject,
} from '../../../test/kubernetes/stubs/stubCluster'

let server: StubCluster
let cluster: Awaited<ReturnType<typeof openStubCluster>>

function ownedBy(kind: string, name: string, uid: string, object: ReturnType<typeof stubObject>) {
  return { ...object, metadata: { ...object.metadata, ownerReferences: [{ kind, name, uid }] } }
}
const replicaSet = ownedBy(
  'Deployment',
  'web',
  'uid-of-shop-web',
  stubObject('shop', 'web-1', {
    spec: { replicas: 1, template: { metadata: {}, spec: { containers: [] } } },
    status: { replicas: 1 },
  }),
)
const pod = (isReady: boolean) =>
  ownedBy(
    'ReplicaSet',
    'web-1',
    'uid-of-shop-web-1',
    stubObject('shop', 'web-1-a', {
      spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'web:1' }] },
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'web',
            image: 'web:1',
            ready: isReady,
            restartCount: 0,
            state: { running: { startedAt: '2026-11-01T00:00:00Z' } },
          },
        ],
      },
    }),
  )

beforeEach(async () => {
  server = new StubCluster()
  server.objects = {
    namespaces: [stubObject('', 'shop')],
    deployments: [stubDeployment('shop', 'web')],
    replicasets: [replicaSet],
    pods: [pod(true)],
  }
  cluster = await openStubCluster(server)
})
afterEach(() => cluster.close())

async function row() {
  const { services } = await cluster.call('DescribeClusterService', {
    clusterId: cluster.clusterId,
    namespace: 'shop',
  })
  return services[0]
}
async function tell(kind: string, type: string, object: unknown) {
  server.watchOf(kind).tell(type, object)
  await cluster.time.advance(0)
}

describe('the row of a service', () => {
  it('follows its pods at once', async () => {
    expect(await row()).toMatchObject({ currentReplicas: 1 })
    await tell('pods', 'MODIFIED', pod(false))
    expect(await row()).toMatchObject({ currentReplicas: 0 })
    await tell('pods', 'MODIFIED', pod(true))
    expect(await row()).toMatchObject({ currentReplicas: 1 })
    await tell('pods', 'DELETED', pod(true))
    expect(await row()).toMatchObject({ currentReplicas: 0 })
  })

  it('follows the Deployment, its ReplicaSets and its Service at once', async () => {
    expect(await row()).toMatchObject({ desiredReplicas: 1, accessType: 'None' })
    await tell('deployments', 'MODIFIED', stubDeployment('shop', 'web', 4))
    expect(await row()).toMatchObject({ desiredReplicas: 4 })
    const ports = [{ port: 80, protocol: 'TCP' }]
    const spec = { type: 'ClusterIP', selector: { app: 'web' }, ports }
    await tell('services', 'ADDED', stubObject('shop', 'web', { spec }))
    expect((await row())?.accessType).not.toBe('None')
    await tell('replicasets', 'DELETED', replicaSet)
    expect(await row()).toMatchObject({ currentReplicas: 0 })
  })
})
