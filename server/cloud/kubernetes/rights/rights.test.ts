import { afterEach, describe, expect, it } from 'vitest'
import {
  openStubCluster,
  StubCluster,
  stubDeployment,
  stubObject,
} from '../../../test/kubernetes/stubs/stubCluster'
import type { ClusterSource } from '../ports'
import { needs } from './needs'

let close = () => {}
afterEach(() => close())

async function openRights(
  prepare: (server: StubCluster) => void = () => {},
  overrides: Partial<ClusterSource> = {},
) {
  const server = new StubCluster()
  server.objects = {
    namespaces: ['shop', 'risk'].map((name) => stubObject('', name)),
    nodes: [stubObject('', 'node-1', { spec: {}, status: {} })],
    deployments: [stubDeployment('shop', 'web'), stubDeployment('risk', 'model')],
  }
  prepare(server)
  const cluster = await openStubCluster(server, overrides)
  close = cluster.close
  const { call, clusterId } = cluster
  const names = async (namespace?: string) => {
    const where = namespace === undefined ? { allnamespace: 1 as const } : { namespace }
    const { services } = await call('DescribeClusterService', { clusterId, ...where })
    return services.map(({ serviceName }) => serviceName).sort()
  }
  return { ...cluster, server, names }
}

const refusal = (code: number, message: RegExp | string = '') => ({
  response: { code, message: expect.stringMatching(message) },
})

describe('the rights of an account', () => {
  it('are declared for every action that the backend answers', async () => {
    const { backend } = await openRights()
    expect(Object.keys(backend.handlers).filter((name) => !(name in needs))).toEqual([])
  })

  it('do not delay the first lists of an account that may list services everywhere', async () => {
    const { server } = await openRights()
    const firstList = server.requests.findIndex((request) =>
      request.startsWith('GET /api/v1/pods?'),
    )
    const earlierReviews = server.requests
      .slice(0, firstList)
      .filter((request) => request.endsWith('/selfsubjectaccessreviews'))
    expect(firstList).toBeGreaterThan(-1)
    expect(earlierReviews.length).toBeLessThan(needs.ModifyServiceReplicas?.length ?? 0)
  })

  it('make an action unavailable if it needs a missing right, and its calls return 4101', async () => {
    const { backend, call, clusterId, time } = await openRights((server) => {
      server.denied = ['patch nodes *', 'get pods/log *']
    })
    await time.advance(5_000)
    expect(backend.unavailable).toMatchObject({
      ModifyClusterNodeSchedulable: 'notPermitted',
      DescribeInstanceLog: 'notPermitted',
      CreateCluster: 'notOnBareCluster',
    })
    expect(backend.unavailable).not.toHaveProperty('ModifyServiceReplicas')
    const instanceIds = ['node-1']
    await expect(
      call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 1 }),
    ).rejects.toMatchObject(refusal(4101))
  })

  it('count as present while the review fails', async () => {
    const { backend, names } = await openRights((server) => {
      server.isReviewBroken = true
    })
    expect(Object.values(backend.unavailable ?? {})).not.toContain('notPermitted')
    expect(await names()).toEqual(['model', 'web'])
  })

  it('count as present if they exist in one namespace', async () => {
    const { backend, time } = await openRights((server) => {
      server.denied = ['patch deployments ', 'patch deployments shop']
    })
    await time.advance(30_000)
    expect(backend.unavailable).not.toHaveProperty('ModifyServiceReplicas')
  })

  it('refuse a list without the right with 4101 instead of an empty answer', async () => {
    const { names, call, clusterId } = await openRights((server) => {
      server.denied = ['list deployments *']
    })
    await expect(names()).rejects.toMatchObject(refusal(4101))
    await expect(
      call('DescribeServiceInstance', { clusterId, namespace: 'shop', serviceName: 'web' }),
    ).rejects.toMatchObject(refusal(4101))
  })

  it('are reviewed at least every 30 s: a revoked one ends reads in spite of its open watch', async () => {
    const { names, server, time } = await openRights()
    expect(await names()).toEqual(['model', 'web'])
    server.denied = ['watch deployments *']
    await time.advance(30_000)
    await expect(names()).rejects.toMatchObject(refusal(4101))
    server.denied = []
    await time.advance(30_000)
    expect(await names()).toEqual(['model', 'web'])
  })

  it('are not required for optional details of a service', async () => {
    const { names, call, clusterId, backend } = await openRights((server) => {
      server.denied = ['list nodes *', 'list events *', 'list namespaces *']
    })
    expect(await names('shop')).toEqual(['web'])
    expect(backend.unavailable).toMatchObject({
      DescribeClusterInstances: 'notPermitted',
      DescribeServiceEvent: 'notPermitted',
      DescribeClusterNameSpaces: 'notPermitted',
    })
    await expect(call('DescribeClusterInstances', { clusterId })).rejects.toMatchObject(
      refusal(4101),
    )
  })
})

describe('an account limited to namespaces', () => {
  const limited = { namespaces: ['shop'] }

  it('lists and watches only in its namespaces', async () => {
    const { names, server } = await openRights(() => {}, limited)
    expect(await names()).toEqual(['web'])
    await expect(names('risk')).rejects.toMatchObject(refusal(4101, 'in namespace risk'))
    const clusterWide =
      /GET \/api(s\/apps)?\/v1\/(deployments|pods|services|replicasets|events|nodes)/
    expect(server.requests.filter((request) => clusterWide.test(request))).toEqual([])
  })

  it('shows its namespaces, also those that it may not read', async () => {
    const { call, clusterId } = await openRights(
      (server) => {
        server.denied = ['list namespaces *', 'get namespaces risk']
      },
      { namespaces: ['shop', 'risk'] },
    )
    const { namespaces } = await call('DescribeClusterNameSpaces', { clusterId })
    expect(namespaces).toMatchObject([
      { name: 'risk', createdAt: '' },
      { name: 'shop', createdAt: '2026-11-01 08:00:00' },
    ])
  })

  it('reports actions on the whole cluster as unavailable, with the reason', async () => {
    const { backend, call, clusterId } = await openRights(() => {}, limited)
    expect(backend.unavailable).toMatchObject({
      DescribeClusterInstances: 'limitedToNamespaces',
      CreateClusterNamespace: 'limitedToNamespaces',
    })
    expect(backend.unavailable).not.toHaveProperty('DescribeClusterNameSpaces')
    expect(backend.unavailable).not.toHaveProperty('CreateClusterService')
    await expect(call('DescribeClusterInstances', { clusterId })).rejects.toMatchObject(
      refusal(6100, 'chosen namespaces'),
    )
  })

  it('shows the namespaces in which it has the rights, and refuses the others', async () => {
    const { names } = await openRights(
      (server) => {
        server.denied = ['list deployments risk']
      },
      { namespaces: ['shop', 'risk'] },
    )
    expect(await names()).toEqual(['web'])
    await expect(names('risk')).rejects.toMatchObject(refusal(4101, 'in namespace risk'))
  })
})

describe('credentials for one namespace', () => {
  it('use the namespace of their context, and all namespaces once their rights allow it', async () => {
    const { names, server, time } = await openRights(
      (stub) => {
        stub.denied = ['deployments', 'pods', 'replicasets', 'services', 'events'].flatMap(
          (kind) => [`list ${kind} `, `watch ${kind} `],
        )
      },
      { ownNamespaces: ['shop'] },
    )
    expect(await names()).toEqual(['web'])
    server.denied = []
    await time.advance(30_000)
    expect(await names()).toEqual(['model', 'web'])
  })
})
