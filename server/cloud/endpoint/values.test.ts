import { describe, expect, it } from 'vitest'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { clusterNamed } from '../../test/cloud/purchases'
import { createSampleWorld } from '../../test/samples/sampleWorld'

/** Creates a cluster and a service for requests with valid and invalid values. */

async function placed() {
  const world = await createSampleWorld()
  const ask = async (action: string, params: object) =>
    sendRequest(world.fetch, await signedRequest(action, params, world.clock.now()))
  return { ...world, ask }
}

describe('a list', () => {
  it.each(['n', '1', '-1'])(
    'with the index %s is refused with the right spelling',
    async (index) => {
      const { ask } = await placed()
      const response = await ask('DescribeCluster', { [`clusterIds.${index}`]: 'cls-1' })
      expect(response).toMatchObject({ code: 4000 })
      expect(response.message).toBe(
        `(10380)clusterIds must be indexed from 0 without gaps: clusterIds.0, clusterIds.1 and so on, not clusterIds.${index}`,
      )
    },
  )
})

describe('CreateCluster', () => {
  it.each([
    [{ clusterCIDR: '172.31.0.5/16' }, 'clusterCIDR must be the first address of its range'],
    [{ bandwidth: 100_000 }, 'bandwidth must be at most 200'],
    [{ bandwidth: 150 }, 'bandwidth must be at most 100 where traffic is billed'],
    [{ storageSize: 1_000_000 }, 'storageSize must be at most 16000'],
    [{ rootSize: 500 }, 'rootSize must be at most 50'],
  ])('refuses %j', async (wrong, message) => {
    const { ask } = await placed()
    const params = { ...clusterNamed('new', '172.31.0.0/16'), ...wrong }
    const response = await ask('CreateCluster', params)
    expect(response).toMatchObject({ code: 4000 })
    expect(response.message).toContain(message)
  })

  it('refuses clusters beyond the account’s quota in every region', async () => {
    const { call, clock, fetch } = await testCloud()
    for (let n = 0; n < 5; n += 1) {
      await call('CreateCluster', clusterNamed(`c${n}`, `172.${16 + n}.0.0/16`))
    }
    const params = clusterNamed('c5', '172.21.0.0/16')
    const response = await sendRequest(
      fetch,
      await signedRequest('CreateCluster', params, clock.now()),
    )
    expect(response).toMatchObject({ code: 5100, codeDesc: 'QuotaMaxClsLimit' })
    expect(response.message).toContain('the account has 5 clusters in all regions; its quota is 5')
  })
})

describe('CreateClusterService', () => {
  const container = { containerName: 'web', image: 'nginx' }
  const check = { type: 'liveCheck', checkMethod: 'methodTcp', port: 80 }

  it.each([
    [
      { volumes: [{ name: 'd', volumeType: 'cbsDisk', cbsDiskId: 'disk-none' }] },
      'volumes.0.cbsDiskId disk-none is not a cloud disk of ap-guangzhou',
    ],
    [
      {
        volumes: [
          {
            name: 'c',
            volumeType: 'configMap',
            configId: 'none',
            configVersion: 'v1',
            configKeys: ['a'],
          },
        ],
      },
      'volumes.0.configId none is not a configuration of the account',
    ],
    [
      { containers: [{ ...container, healthCheck: [check, check] }] },
      'containers.0.healthCheck can have one liveCheck and one readyCheck',
    ],
  ])('refuses %j', async (wrong, message) => {
    const { ask, clusterId } = await placed()
    const params = { clusterId, serviceName: 'web', replicas: 1, containers: [container], ...wrong }
    const response = await ask('CreateClusterService', params)
    expect(response).toMatchObject({ code: 4000 })
    expect(response.message).toContain(message)
  })
})

describe('a node', () => {
  it('lists all of its faults in abnormalReason', async () => {
    const { admin, call, clusterId, nodes } = await placed()
    const token = { authorization: 'Bearer quiteAnAdministrator', 'x-gantry': '1' }
    for (const reason of ['OutOfDisk', 'MemoryPressure']) {
      const request = new Request('http://127.0.0.1:8082/nodes/fail', {
        method: 'POST',
        headers: { ...token, 'content-type': 'application/json', host: '127.0.0.1:8082' },
        body: JSON.stringify({ instanceId: nodes[0], reason }),
      })
      expect((await admin(request)).status).toBe(200)
    }
    const answer = await call('DescribeClusterInstances', { clusterId })
    expect(answer.nodes.map(({ isNormal, abnormalReason }) => [isNormal, abnormalReason])).toEqual([
      [0, 'OutOfDisk,MemoryPressure'],
      [1, ''],
    ])
  })

  it('is not normal while its cluster is created, and nodeStatus agrees', async () => {
    const { call } = await placed()
    const { clusterId } = await call('CreateCluster', clusterNamed('new', '172.31.0.0/16'))
    const { clusters } = await call('DescribeCluster', { clusterIds: [clusterId] })
    expect(clusters).toMatchObject([{ status: 'Creating', nodeStatus: 'AllAbnormal' }])
    const { nodes } = await call('DescribeClusterInstances', { clusterId })
    expect(nodes).toMatchObject([{ isNormal: 0 }])
  })
})

describe('tags', () => {
  it('pushed in the same second are in the order of their pushes', async () => {
    const { call } = await testCloud({ world: 'demo' })
    const { repoInfo } = await call('SearchUserRepository', {})
    const [from] = repoInfo.filter(({ tagCount }) => tagCount > 0 && tagCount < 50)
    const reponame = from?.reponame ?? ''
    const { tagInfo } = await call('GetTagList', { reponame })
    for (const name of ['b', 'c', 'a']) {
      const [src_image, dest_image] = [tagInfo[0]?.tagName, name].map((tag) => `${reponame}:${tag}`)
      await call('DuplicateImage', { src_image: src_image ?? '', dest_image: dest_image ?? '' })
    }
    const after = await call('GetTagList', { reponame, limit: 3 })
    expect(after.tagInfo.map(({ tagName }) => tagName)).toEqual(['a', 'c', 'b'])
  })

  it('may be named in quotes, as in the sample of the document', async () => {
    const { call, fetch, clock } = await testCloud({ world: 'demo' })
    const { repoInfo } = await call('SearchUserRepository', {})
    const [from] = repoInfo.filter(({ tagCount }) => tagCount > 1)
    const reponame = from?.reponame ?? ''
    const { tagCount, tagInfo } = await call('GetTagList', { reponame })
    const params = { reponame: `"${reponame}"`, tags: [`"${tagInfo[0]?.tagName}"`] }
    const request = await signedRequest('BatchDeleteTag', params, clock.now())
    expect(await sendRequest(fetch, request)).toMatchObject({ code: 0 })
    expect((await call('GetTagList', { reponame })).tagCount).toBe(tagCount - 1)
  })
})
