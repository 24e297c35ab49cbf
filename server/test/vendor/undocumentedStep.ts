import { expect } from 'vitest'
import type { ActionName } from '../../../src/contract/index'
import { textAt, type VendorStory } from './target'

/** Calls the undocumented actions; a remote endpoint may lack them. */
export async function callUndocumented({ client, isForeign, mark, service }: VendorStory) {
  const { clusterId } = service
  const { ok, send } = client
  const may = async (action: ActionName, params: object = {}) => {
    const response = await send(action, params)
    expect(isForeign ? [0, 6100] : [0], `${action}: ${response.message}`).toContain(response.code)
    return response
  }
  await may('ModifyClusterAttributes', { clusterId, clusterDesc: '@second' })
  const nodes = await ok('DescribeClusterInstances', { clusterId })
  const instanceId = textAt(nodes, 'data.nodes.0.instanceId')
  const node = { clusterId, instanceIds: [instanceId] }
  await may('ModifyClusterNodeSchedulable', { ...node, unschedulable: 1 })
  await may('ModifyClusterNodeSchedulable', { ...node, unschedulable: 0 })
  await may('DrainClusterNode', { ClusterId: clusterId, InstanceId: instanceId, DryRun: 1 })
  await may('ModifyNamespaceDescription', { clusterId, name: mark, description: 'second' })
  await may('DescribeInstanceLog', { ...service, tail: 10 })
  await may('ModifyServiceLabels', { ...service, labels: { team: 'front-1' } })
  await may('DescribeClusterServiceText', service)
  await may('DescribeExistedCvmForAddClusterInstances', { clusterId })
  const vpcId = textAt(await ok('DescribeVpcEx', { limit: 1 }), 'data.0.unVpcId')
  await may('CheckClusterCIDR', { vpcId, clusterCIDR: '10.253.0.0/16' })
  await may('DescribeKeyPairs')
  await may('DescribeCbsStorages', { limit: 1 })
  await may('DescribeInstances', { limit: 1 })
  await may('DescribeProject')
  await may('DescribeSecurityGroupEx', { limit: 1 })
  await may('UpdateInstanceBandwidthHour', { instanceId, bandwidth: 2 })
  await may('NamespaceIsExists', { namespace: mark })
  await may('GetNamespaceInfo', { namespace: mark })
  const reponame = `${mark}/favourite`
  const favourite = { reponame, repotype: 'QCLOUD HUB' }
  await ok('CreateCCRNamespace', { namespace: mark })
  await ok('CreateRepository', { reponame, public: 1 })
  await may('ListTriggerLog', { reponame })
  await may('AddFavor', favourite)
  await may('GetFavor')
  await may('DeleteFavor', favourite)
  await may('AddFavor', favourite)
  await may('BatchDeleteFavor', { favors: [favourite] })
  await ok('DeleteUserNamespace', { namespace: mark })
}
