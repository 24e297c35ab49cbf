import { expect, it } from 'vitest'
import { createEndpoint } from '../../cloud/endpoint/endpoint'
import { administer } from '../../test/cloud/admin'
import { clientOf, testKey } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { MemoryStorage } from '../../test/cloud/cloudStorage'
import { MemoryReplayStore } from '../../test/cloud/replayStore'
import { holdSimulation } from './heldSimulation'

/** A world whose claim can be lost; each new claim loads the world again. */
async function keptWorld() {
  const lines: string[] = []
  let storage = new MemoryStorage()
  let isElsewhere = false
  let claims = 0
  const { simulation, clock } = await testCloud({ world: 'demo', storage })
  const claim = async () => {
    claims += 1
    return isElsewhere ? undefined : storage
  }
  const log = (line: object) => lines.push(JSON.stringify(line))
  const cloud = holdSimulation(simulation, storage, claim, log)
  const { fetch } = createEndpoint({
    accounts: [{ ...testKey, backend: cloud }],
    now: clock.now,
    log: () => {},
    replay: new MemoryReplayStore(),
  })
  return {
    cloud,
    lines,
    call: clientOf(fetch, clock.now),
    claims: () => claims,
    /**
     * Another process claims the world; with `isReleased`, this process can claim it again at once.
     */
    async lose(isReleased = false) {
      storage.isLost = true
      const copy = new MemoryStorage()
      await copy.commit({ put: await storage.load(), remove: [] })
      storage = copy
      isElsewhere = !isReleased
      return testCloud({ world: 'demo', storage: copy })
    },
    /** The next commit fails; with `isLost`, the claim is lost too. */
    failOverCommit: (isLost: boolean) => {
      const currentStorage = storage
      currentStorage.commit = async () => {
        currentStorage.isLost = isLost
        throw new Error('connection terminated')
      }
    },
    giveBack: () => {
      isElsewhere = false
    },
  }
}

const clusterIn = async (call: Awaited<ReturnType<typeof keptWorld>>['call']) => {
  const { clusters } = await call('DescribeCluster', { clusterName: 'shop-prod' })
  return clusters[0]?.clusterId ?? ''
}

it('refuses calls while another process holds the world, and shows that process’s changes afterwards', async () => {
  const world = await keptWorld()
  const clusterId = await clusterIn(world.call)
  const otherSimulation = await world.lose()
  const namespace = { clusterId, name: 'risk', description: '' }
  await expect(world.call('CreateClusterNamespace', namespace)).rejects.toMatchObject({
    response: { code: 6200 },
  })
  expect((await administer(world.cloud, '/world')).status).toBe(503)
  expect(world.cloud.isHeld()).toBe(false)
  await otherSimulation.call('CreateClusterNamespace', { ...namespace, name: 'others' })
  world.giveBack()
  const { namespaces } = await world.call('DescribeClusterNameSpaces', { clusterId })
  expect(namespaces.map(({ name }) => name)).toContain('others')
  expect(world.cloud.isHeld()).toBe(true)
  expect(world.lines).toEqual(['{"event":"worldElsewhere"}', '{"event":"worldTaken"}'])
})

it('claims the world once for concurrent callers, and on request without a call', async () => {
  const world = await keptWorld()
  await world.lose(true)
  await Promise.all([world.call('DescribeCluster', {}), world.call('DescribeCluster', {})])
  expect(world.claims()).toBe(1)
  await world.lose(true)
  await Promise.all([world.cloud.reclaim(), world.cloud.reclaim()])
  await world.cloud.reclaim()
  expect(world.claims()).toBe(2)
  expect(world.cloud.isHeld()).toBe(true)
})

it('claims the world for its administration and for pushes, too', async () => {
  const world = await keptWorld()
  await world.lose(true)
  expect((await administer(world.cloud, '/world')).status).toBe(200)
  await world.lose(true)
  const pushed = world.cloud.push({ reponame: 'nobody/none', tag: 'v1' })
  await expect(pushed).resolves.toMatchObject({ refusal: { codeDesc: 'RepositoryNotFound' } })
  expect(world.claims()).toBe(2)
})

it('reports an unknown outcome for a write during which the world was lost', async () => {
  const world = await keptWorld()
  const clusterId = await clusterIn(world.call)
  world.failOverCommit(true)
  await expect(
    world.call('CreateClusterNamespace', { clusterId, name: 'risk', description: '' }),
  ).rejects.toMatchObject({ name: 'OutcomeUnknown' })
})

it('reports a failed write with 6000 while it holds the world', async () => {
  const world = await keptWorld()
  const clusterId = await clusterIn(world.call)
  world.failOverCommit(false)
  await expect(
    world.call('CreateClusterNamespace', { clusterId, name: 'risk', description: '' }),
  ).rejects.toMatchObject({ response: { code: 6000 } })
})
