import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInProcessTransport } from '../../node/upstream/inProcess'
import { testKey } from '../../test/cloud/client'
import { Clock } from '../../test/cloud/clock'
import { testCloud } from '../../test/cloud/cloud'
import { clusterNamed } from '../../test/cloud/purchases'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'

let proxy: TestProxy
let ann: string

beforeAll(async () => {
  const clock = new Clock()
  const cloud = await testCloud({ clock })
  const account = accountAt('http://cloud.test/v2/index.php', testKey)
  proxy = await testProxy({
    clock,
    transport: createInProcessTransport(cloud),
    accounts: [account],
  })
  ann = await proxy.signInAs('operator', 'ann')
})
afterAll(() => proxy.close())

const validCluster = clusterNamed('web', '172.16.0.0/16')

describe('a fault that only the cloud can detect', () => {
  it.each<[string, string, object]>([
    ['an overlap with the VPC', 'clusterCIDR', { clusterCIDR: '10.10.0.0/16' }],
    ['a mask that leaves too few addresses', 'clusterCIDR', { clusterCIDR: '172.16.0.0/28' }],
    ['a missing VPC', 'vpcId', { vpcId: 'vpc-none' }],
    ['a missing subnet', 'subnetId', { subnetId: 'subnet-none' }],
    ['an unavailable machine type', 'cpu', { cpu: 7 }],
    ['a missing key pair', 'keyId', { keyId: 'skey-none' }],
    ['a missing security group', 'sgId', { sgId: 'sg-none' }],
    ['more nodes than a cluster may have', 'goodsNum', { goodsNum: 21 }],
  ])('is attributed to the field at fault: %s', async (_what, path, change) => {
    const { status, body } = await proxy.call(ann, 'CreateCluster', { ...validCluster, ...change })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(body.error?.fields.map((field) => field.path)).toEqual([path])
  })

  it('is not attributed to a field that the action does not have', async () => {
    const { body } = await proxy.call(ann, 'CheckClusterCIDR', {
      vpcId: validCluster.vpcId,
      clusterCIDR: '10.10.0.0/16',
    })
    expect(body.error?.fields.map((field) => field.path)).toEqual(['clusterCIDR'])
    const missingCluster = await proxy.call(ann, 'DescribeClusterInstances', {
      clusterId: 'cls-none',
    })
    expect(missingCluster.body.error?.fields).toEqual([])
  })
})
