import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actions, isActionName } from '../../../src/contract/index'
import { paramsOf } from '../../test/cloud/arbitrary'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { networkOf } from '../simulation/seed/network'

type Params = Record<string, unknown>

/** A world with the names of its resources, so that calls get past the first lookup. */
async function demo() {
  const cloud = await testCloud({ world: 'demo' })
  const [cluster] = (await cloud.call('DescribeCluster', { clusterName: 'shop-staging' })).clusters
  const clusterId = cluster?.clusterId ?? ''
  const { nodes } = await cloud.call('DescribeClusterInstances', { clusterId })
  const { subnets, keyPairs, securityGroups } = networkOf('ap-guangzhou')
  const subnet = subnets.find((candidate) => candidate.vpc.unVpcId === cluster?.unVpcId)
  const ids = nodes.map((node) => node.instanceId)
  const knownValues: Record<string, readonly unknown[]> = {
    clusterId: [clusterId],
    ClusterId: [clusterId],
    vpcId: [subnet?.vpc.unVpcId],
    subnetId: [subnet?.unSubnetId],
    zoneId: [String(subnet?.zone.id)],
    keyId: keyPairs.map((keyPair) => keyPair.keyId),
    sgId: securityGroups.map((group) => group.sgId),
    clusterCIDR: ['172.20.0.0/16', '192.168.0.0/20', '10.200.0.0/14'],
    cpu: [4],
    mem: [8],
    goodsNum: [1, 3],
    namespace: ['web', 'orders', 'default', 'shop', 'team'],
    serviceName: ['storefront', 'orders-api', 'load-test', 'fresh-web', 'fresh-orders', 'fresh'],
    name: ['web', 'risk'],
    instanceId: ids,
    InstanceId: ids,
    instanceIds: ids.map((id) => [id]),
    replicas: [0, 1, 3],
    scaleTo: [0, 2, 5],
    reponame: ['shop/storefront', 'data/collector', 'qa/k6', 'shop/fresh', 'nginx'],
    reponames: [['qa/k6'], ['shop/storefront', 'shop/none']],
    tags: [['2.14.3'], ['latest', '2.14.2'], ['none']],
    tag: ['2.14', 'none'],
    src_image: ['shop/storefront:2.14.3', 'qa/k6:0.19.0', 'qa/k6'],
    dest_image: ['shop/storefront:2.14.4', 'data/collector:fresh', 'qa/k6:latest'],
    val: [1, 30],
    triggerName: ['storefront-release', 'bff', 'fresh'],
    newTriggerName: ['fresh', 'bff'],
    containerName: ['storefront', 'orders-api'],
    clusterRegion: [1],
  }
  return { ...cloud, known: knownValues }
}

const linked = (params: Params, known: Record<string, readonly unknown[]>, pick: number): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const values = known[name] ?? []
      return [name, values.length > 0 ? values[pick % values.length] : value]
    }),
  )

it('valid parameters neither make the cloud fail nor block its clock', async () => {
  const step = fc.constantFrom(...Object.keys(actions)).chain((name) =>
    fc.record({
      name: fc.constant(name),
      params: isActionName(name) ? paramsOf(actions[name]) : fc.constant({}),
      pick: fc.nat(100),
      seconds: fc.constantFrom(0, 0, 1, 7, 60, 3600),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      const cloud = await demo()
      for (const { name, params, pick, seconds } of steps) {
        cloud.clock.pass(seconds)
        const request = await signedRequest(
          name,
          linked(params, cloud.known, pick),
          cloud.clock.now(),
        )
        const response = await sendRequest(cloud.fetch, request)
        expect(response.code, `${name}: ${response.message}`).not.toBe(6000)
      }
      expect(cloud.logged).toEqual([])
    }),
    { numRuns: 40 },
  )
}, 60_000)

it('arbitrary parameters never make the cloud fail', async () => {
  const cloud = await testCloud()
  const part = fc.oneof(
    fc.constantFrom('clusterId', 'containers', 'names', 'labels', '0', '1', '__proto__', ''),
    fc.string({ maxLength: 5 }),
  )
  const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
  const params = fc.dictionary(name, fc.string({ unit: 'binary', maxLength: 20 }))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(actions)),
      params,
      async (action, commonParams) => {
        const request = await signedRequest(action, {}, cloud.clock.now(), { commonParams })
        const response = await sendRequest(cloud.fetch, request)
        expect(response.code, response.message).not.toBe(6000)
        expect(cloud.logged).toEqual([])
      },
    ),
    { numRuns: 500 },
  )
}, 30_000)
