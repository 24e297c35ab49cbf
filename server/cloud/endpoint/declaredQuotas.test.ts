import { describe, expect, it } from 'vitest'
import { contractDocument } from '../../../src/contract/document/contractDocument'
import { type QuotaName, quotas } from '../../../src/contract/tables/quotas'
import { Refused } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { type Cloud, createCluster, runningCluster } from '../../test/cloud/clusterStatuses'
import { clusterNamed, machineIn } from '../../test/cloud/purchases'

/**
 * Reaches each declared quota in a world with the standard quotas; the next resource is refused.
 */

const { machine } = machineIn()

const codeDescOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refused ? error.response.codeDesc : String(error)),
  )

const repository = 'team/app'

async function pushOnce({ call, admin }: Cloud) {
  await call('CreateCCRNamespace', { namespace: 'team' })
  await call('CreateRepository', { reponame: repository, public: 0 })
  const pushed = await admin(
    new Request('http://127.0.0.1:8082/tags/push', {
      method: 'POST',
      headers: {
        authorization: 'Bearer quiteAnAdministrator',
        'x-gantry': '1',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ reponame: repository, tag: 'v0' }),
    }),
  )
  expect(pushed.status).toBe(200)
}

async function serviceIn(cloud: Cloud) {
  const serviceParams = { namespace: 'default', serviceName: 'web' }
  const clusterId = await runningCluster(cloud)
  const containers = [{ containerName: 'web', image: 'nginx:1.13' }]
  await cloud.call('CreateClusterService', { ...serviceParams, clusterId, replicas: 1, containers })
  return { ...serviceParams, clusterId }
}

/**
 * Creates the prerequisites of a quota's resources and returns a function that creates resource
 * number `n`.
 */
const makers: Readonly<
  Record<QuotaName, (cloud: Cloud) => Promise<(n: number) => Promise<unknown>>>
> = {
  clusters: async (cloud) => (n) =>
    createCluster(cloud, clusterNamed(`c${n}`, `172.${16 + n}.0.0/16`)),
  nodes: async (cloud) => {
    const clusterId = await runningCluster(cloud)
    // The cluster already has one node.
    return async (n) => {
      if (n > 0) await cloud.call('AddClusterInstances', { ...machine, clusterId })
      cloud.clock.pass(60)
    }
  },
  namespace:
    async ({ call }) =>
    (n) =>
      call('CreateCCRNamespace', { namespace: `team${n}` }),
  repo: async ({ call }) => {
    await call('CreateCCRNamespace', { namespace: 'team' })
    return (n) => call('CreateRepository', { reponame: `team/r${n}`, public: 0 })
  },
  tag: async (cloud) => {
    await pushOnce(cloud)
    const src_image = `${repository}:v0`
    // The repository already has one tag.
    return async (n) =>
      n > 0 && cloud.call('DuplicateImage', { src_image, dest_image: `${repository}:v${n}` })
  },
  triggers: async (cloud) => {
    await pushOnce(cloud)
    const target = { ...(await serviceIn(cloud)), containerName: 'web', clusterRegion: 1 } as const
    return (n) =>
      cloud.call('AddUpdateServiceTrigger', {
        ...target,
        triggerName: `t${n}x`,
        reponame: repository,
        invokeMethod: 'all',
      })
  },
}

const names = Object.keys(makers).filter((name): name is QuotaName => name in makers)

describe.each(names)('the quota of %s', (name) => {
  const quota = quotas[name]

  it('is declared for each action that it refuses', () => {
    for (const action of quota.refuses) {
      const declared = contractDocument().find((candidate) => candidate.name === action)
      expect(declared?.quotas).toContainEqual(
        expect.objectContaining({ name, default: quota.default, refuses: true }),
      )
      expect(declared?.errors.map(({ codeDesc }) => codeDesc)).toContain(quota.codeDesc)
    }
  })

  it('allows exactly the declared number of resources', async () => {
    const cloud = await testCloud()
    const make = await makers[name](cloud)
    for (let n = 0; n < quota.default; n += 1) {
      expect(await codeDescOf(make(n)), `number ${n + 1}`).toBe('accepted')
    }
    expect(await codeDescOf(make(quota.default))).toBe(quota.codeDesc)
  })
})

it('a cluster cannot be created with more nodes than the quota', async () => {
  const cloud = await testCloud()
  const wanted = { ...clusterNamed('large'), goodsNum: quotas.nodes.default + 1 }
  expect(await codeDescOf(createCluster(cloud, wanted))).toBe('QuotaMaxNodLimit')
})

it('GetLimit returns the declared quotas of the registry', async () => {
  const cloud = await testCloud()
  const { limitInfo } = await cloud.call('GetLimit', {})
  for (const { type, value } of limitInfo) expect(value, type).toBe(quotas[type].default)
  expect(limitInfo).toHaveLength(4)
})
