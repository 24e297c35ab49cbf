import { describe, expect, it } from 'vitest'
import { administer, adminRequest } from '../../../test/cloud/admin'
import { sendRequest, signedRequest, testKey } from '../../../test/cloud/client'
import { testCloud } from '../../../test/cloud/cloud'
import { createSimulation } from '../simulation'
import { seededRandom } from '../world/hash'
import { adminActions } from './actions'

type TestCloud = Awaited<ReturnType<typeof testCloud>>

async function shopProd({ call }: TestCloud) {
  const { clusters } = await call('DescribeCluster', { clusterName: 'shop-prod' })
  return clusters[0]?.clusterId ?? ''
}

describe('the guards of the administration', () => {
  it.each([
    ['another Host', { Host: 'evil.example:8082' }, 403],
    ['no token', { Authorization: undefined }, 401],
    ['a wrong token', { Authorization: 'Bearer quiteAnAdministrato' }, 401],
    ['no X-Gantry', { 'X-Gantry': undefined }, 403],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
  ])('refuse %s', async (_what, headers, status) => {
    const cloud = await testCloud({ world: 'empty' })
    const before = cloud.storage.documents()
    const answer = await administer(cloud, '/clock', { seconds: 60 }, headers)
    expect(answer.status).toBe(status)
    expect(cloud.storage.documents()).toEqual(before)
  })

  it.each(['localhost:8082', '127.0.0.1', '[::1]:8082'])('accept Host %s', async (host) => {
    const cloud = await testCloud()
    expect((await administer(cloud, '/world', undefined, { Host: host })).status).toBe(200)
  })

  it('require the token for reads too, but not for the help page', async () => {
    const cloud = await testCloud()
    const world = await administer(cloud, '/world', undefined, { Authorization: undefined })
    expect(world.status).toBe(401)
    const page = await cloud.admin(adminRequest('/', undefined, { Authorization: undefined }))
    const text = await page.text()
    for (const { path } of adminActions) expect(text).toContain(`http://127.0.0.1:8082${path} `)
  })

  it('refuse every request when no token is configured', async () => {
    const { storage, clock } = await testCloud()
    const { admin } = await createSimulation({
      storage,
      now: clock.now,
      random: seededRandom('test'),
      world: 'empty',
      speed: 1,
      log: () => undefined,
    })
    expect((await administer({ admin }, '/world')).status).toBe(403)
    expect((await admin(adminRequest('/'))).status).toBe(403)
  })

  it('do not allow cross-origin requests', async () => {
    const cloud = await testCloud()
    const answer = await cloud.admin(
      new Request('http://127.0.0.1:8082/clock', {
        method: 'OPTIONS',
        headers: { Origin: 'https://evil.example' },
      }),
    )
    expect(answer.status).toBe(405)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('invalid requests', () => {
  it.each([
    ['/clock', 'no json', 400, 'JSON'],
    ['/clock', {}, 400, 'seconds'],
    ['/clock', { seconds: -1 }, 400, 'seconds'],
    ['/clock', { seconds: 1.5 }, 400, 'seconds'],
    ['/clock', { seconds: 1e12 }, 400, 'seconds'],
    ['/clock', { seconds: 1, minutes: 1 }, 400, 'minutes'],
    ['/clock', [], 400, 'object'],
    ['/world/reset', { world: 'other' }, 400, 'world'],
    ['/nodes/fail', { instanceId: 'ins-none', reason: 'Unknown' }, 404, 'ins-none'],
    ['/nodes/fail', { instanceId: 'ins-none', reason: 'Tired' }, 400, 'reason'],
    ['/pods/crash', { clusterId: 'cls-none', instance: 'web-1' }, 404, 'web-1'],
    ['/nothing', {}, 404, '/nothing'],
    ['/v2/index.php', {}, 404, '/v2/index.php'],
  ])('%s %j is refused, and the error names the fault', async (path, body, status, named) => {
    const cloud = await testCloud({ world: 'demo' })
    const before = cloud.storage.documents()
    const answer = await administer(cloud, path, body)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.says)).toContain(named)
    expect(cloud.storage.documents()).toEqual(before)
  })

  it('a failed commit answers 500 and changes nothing', async () => {
    const cloud = await testCloud()
    const before = await administer(cloud, '/world')
    cloud.storage.fails = true
    expect((await administer(cloud, '/clock', { seconds: 60 })).status).toBe(500)
    cloud.storage.fails = false
    expect(await administer(cloud, '/world')).toEqual(before)
  })
})

describe('the clock', () => {
  it('moves the world permanently, in one commit', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await shopProd(cloud)
    await cloud.call('DeleteClusterNamespace', { clusterId, names: ['orders'] })
    const { storage, clock } = cloud
    const { commits } = storage
    const moved = await administer(cloud, '/clock', { seconds: 30 * 86_400 })
    expect(moved.says).toMatchObject({ time: '2026-04-17 09:30:00', secondsAhead: 30 * 86_400 })
    expect(storage.commits).toBe(commits + 1)

    const restarted = await testCloud({ storage, clock })
    const { namespaces } = await restarted.call('DescribeClusterNameSpaces', { clusterId })
    expect(namespaces.map((namespace) => namespace.name)).not.toContain('orders')
    await restarted.call('CreateClusterNamespace', { clusterId, name: 'later', description: '' })
    const after = await restarted.call('DescribeClusterNameSpaces', { clusterId })
    expect(after.namespaces.find((namespace) => namespace.name === 'later')?.createdAt).toBe(
      '2026-04-17 09:30:00',
    )
  })

  it('decides which log lines exist', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await shopProd(cloud)
    await administer(cloud, '/clock', { seconds: 86_400 })
    const web = { clusterId, namespace: 'web', serviceName: 'storefront' }
    const log = (sinceTime: string) => cloud.call('DescribeInstanceLog', { ...web, sinceTime })
    const { podLog } = await log('2026-03-19 09:29:00')
    expect(podLog[0]?.containerLog[0]?.log).toContain('2026-03-19 09:29')
    await expect(log('2026-03-19 09:30:01')).rejects.toThrow('sinceTime')
  })

  it('does not affect signature checks and replay protection, even after a restart', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const { clock } = cloud
    const clusterId = await shopProd(cloud)
    const params = { clusterId, name: 'again', description: '' }
    const request = () =>
      signedRequest('CreateClusterNamespace', params, clock.now(), {
        commonParams: { Nonce: '4711' },
      })
    expect((await sendRequest(cloud.fetch, await request())).code).toBe(0)
    await administer(cloud, '/clock', { seconds: 31 * 86_400 })
    await cloud.call('DeleteClusterNamespace', { clusterId, names: ['again'] })
    expect((await sendRequest(cloud.fetch, await request())).code).toBe(4500)
    const restarted = await testCloud(cloud)
    await restarted.call('DescribeCluster', {})
    expect((await sendRequest(restarted.fetch, await request())).code).toBe(4500)
    await administer(restarted, '/world/reset', { world: 'empty' })
    expect((await sendRequest(restarted.fetch, await request())).code).toBe(4500)
  })
})

describe('a reset', () => {
  it('recreates the demo world with the same IDs in one commit', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const ids = async () =>
      (await cloud.call('DescribeCluster', { limit: 100 })).clusters.map(
        (cluster) => cluster.clusterId,
      )
    const before = await ids()
    await administer(cloud, '/world/reset', { world: 'empty' })
    expect(await ids()).toEqual([])
    const { commits } = cloud.storage
    await administer(cloud, '/clock', { seconds: 86_400 })
    await administer(cloud, '/world/reset', { world: 'demo' })
    expect(cloud.storage.commits).toBe(commits + 2)
    expect(await ids()).toEqual(before)
    const { storage, clock } = cloud
    expect((await administer(cloud, '/world')).says).toMatchObject({ secondsAhead: 0 })
    const fresh = await testCloud({ world: 'demo', clock })
    expect(storage.documents()).toEqual(fresh.storage.documents())
  })
})

describe('node actions', () => {
  it('fail and heal a node', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await shopProd(cloud)
    const nodes = async () => (await cloud.call('DescribeClusterInstances', { clusterId })).nodes
    const id = (await nodes())[0]?.instanceId
    const find = async () => (await nodes()).find((node) => node.instanceId === id)
    await administer(cloud, '/nodes/fail', { instanceId: id, reason: 'OutOfDisk' })
    expect(await find()).toMatchObject({ isNormal: 0, abnormalReason: 'OutOfDisk' })
    const again = await administer(cloud, '/nodes/fail', { instanceId: id, reason: 'OutOfDisk' })
    expect(again.status).toBe(409)
    await administer(cloud, '/nodes/heal', { instanceId: id })
    expect(await find()).toMatchObject({ isNormal: 1 })
    expect((await administer(cloud, '/nodes/heal', { instanceId: id })).status).toBe(409)
  })

  it('an unreachable node loses its instances to other nodes after five minutes', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await shopProd(cloud)
    const web = { clusterId, namespace: 'web', serviceName: 'storefront' }
    const all = async () => (await cloud.call('DescribeServiceInstance', web)).instances
    const lanIp = (await all())[0]?.nodeIp
    const { nodes } = await cloud.call('DescribeClusterInstances', { clusterId })
    const instanceId = nodes.find((node) => node.lanIp === lanIp)?.instanceId
    await administer(cloud, '/nodes/fail', { instanceId, reason: 'Unknown' })
    expect((await all()).some((instance) => instance.nodeIp === lanIp)).toBe(true)
    await administer(cloud, '/clock', { seconds: 400 })
    expect((await all()).some((instance) => instance.nodeIp === lanIp)).toBe(false)
    expect((await all()).every((instance) => instance.status === 'Running')).toBe(true)
  })
})

describe('pushing a tag', () => {
  const push = (cloud: TestCloud, body: object) => administer(cloud, '/tags/push', body)

  it('stores the tag and fires its triggers', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await shopProd(cloud)
    const storefront = { clusterId, namespace: 'web', serviceName: 'storefront' }
    const image = async () =>
      (await cloud.call('DescribeClusterServiceInfo', storefront)).service.containers[0]?.image
    const answer = await push(cloud, { reponame: 'shop/storefront', tag: '9.0.0' })
    expect(answer.says).toMatchObject({
      tag: '9.0.0',
      deleted: [],
      fired: expect.arrayContaining([
        expect.objectContaining({ triggerName: 'storefront-release', returnCode: 0 }),
      ]),
    })
    expect(await image()).toBe('ccr.ccs.tencentyun.com/shop/storefront:9.0.0')
    const newest = async ({ call }: TestCloud) =>
      (await call('GetTagList', { reponame: 'shop/storefront' })).tagInfo[0]?.tagName
    expect(await newest(cloud)).toBe('9.0.0')
    const { storage, clock } = cloud
    expect(await newest(await testCloud({ storage, clock }))).toBe('9.0.0')
  })

  it.each([
    [{ reponame: 'shop/none', tag: '1' }, 404, 'shop/none'],
    [{ reponame: 'shop/storefront', tag: '-' }, 400, 'tag'],
    [{ reponame: 'shop/storefront' }, 400, 'tag'],
    [{ reponame: 'shop/storefront', tag: '1', digest: 'x' }, 400, 'digest'],
  ])('%j is refused', async (body, status, named) => {
    const cloud = await testCloud({ world: 'demo' })
    const answer = await push(cloud, body)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.says)).toContain(named)
  })
})

describe('the world view', () => {
  it('lists the resources of each cluster that faults can be injected into', async () => {
    const cloud = await testCloud({ world: 'demo' })
    const clusterId = await shopProd(cloud)
    const { says } = await administer(cloud, '/world')
    expect(says).toMatchObject({ time: '2026-03-18 09:30:00', secondsAhead: 0, speed: 1 })
    expect(JSON.stringify(says)).toContain(clusterId)
    const { says: cluster } = await administer(cloud, `/world/${clusterId}`)
    expect(cluster).toMatchObject({ clusterName: 'shop-prod', status: 'Running' })
    const text = JSON.stringify(cluster)
    expect(text).toMatch(/"instanceId":"ins-\w+","lanIp"/)
    expect(text).toMatch(/"serviceName":"storefront".*"name":"storefront-.*"containers"/)
    expect((await administer(cloud, '/world/cls-none')).status).toBe(404)
    expect(JSON.stringify(cluster)).not.toContain(testKey.secretKey)
  })
})
