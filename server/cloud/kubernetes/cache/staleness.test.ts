import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failure } from '../../../test/kubernetes/stubs/apiServer'
import {
  openStubCluster,
  StubCluster,
  stubDeployment,
  stubObject,
} from '../../../test/kubernetes/stubs/stubCluster'

let server: StubCluster
let cluster: Awaited<ReturnType<typeof openStubCluster>>

beforeEach(async () => {
  server = new StubCluster()
  server.objects = {
    namespaces: [stubObject('', 'shop')],
    deployments: [stubDeployment('shop', 'web')],
  }
  cluster = await openStubCluster(server)
})
afterEach(() => cluster.close())

const list = () =>
  cluster.call('DescribeClusterService', { clusterId: cluster.clusterId, namespace: 'shop' })
const age = async () => {
  const { totalCount } = await list()
  expect(totalCount).toBe(1)
  return Number(cluster.age() ?? '-1')
}

describe('an answer', () => {
  it('has no age while the API server answers', async () => {
    await cluster.time.advance(300_000)
    expect(await age()).toBe(-1)
  })

  it.each(['down', 'hang'] as const)(
    'carries its age for 60 s if the API server is %s, then is refused with 6200',
    async (how) => {
      server.failure = how
      await cluster.time.advance(20_000)
      const first = await age()
      expect(first).toBeGreaterThan(14)
      expect(first).toBeLessThan(26)
      await cluster.time.advance(30_000)
      expect(await age()).toBe(first + 30)
      await cluster.time.advance(15_000)
      await expect(list()).rejects.toMatchObject({
        response: { code: 6200, message: expect.stringMatching(/API server does not answer/) },
      })
      server.failure = 'none'
      await cluster.time.advance(40_000)
      expect(await age()).toBe(-1)
    },
  )

  it('carries its age if only one kind can no longer be watched', async () => {
    server.brokenKinds = ['deployments']
    await cluster.time.advance(5_000)
    for (const watch of server.watches) watch.end()
    await cluster.time.advance(20_000)
    expect(await age()).toBeGreaterThan(10)
    await cluster.time.advance(60_000)
    await expect(list()).rejects.toMatchObject({
      response: { code: 6200, message: expect.stringMatching(/the store is broken/) },
    })
  })

  it('is refused with the message of the API if the cluster no longer accepts the credentials', async () => {
    server.failure = () => failure(401, 'Unauthorized', 'the token has expired')
    await cluster.time.advance(30_000)
    await expect(list()).rejects.toMatchObject({
      response: { code: 4110, message: expect.stringMatching(/token has expired/) },
    })
    server.failure = 'none'
    await cluster.time.advance(30_000)
    expect(await age()).toBe(-1)
  })
})
