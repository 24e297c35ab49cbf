import { textAt, type VendorStory } from './target'

/** Calls the undocumented actions. */
export async function callUndocumented({ client, mark, service }: VendorStory) {
  const { clusterId } = service
  const { ok } = client
  await ok('ModifyClusterAttributes', { clusterId, clusterDesc: '@second' })
  const nodes = await ok('DescribeClusterInstances', { clusterId })
  const instanceId = textAt(nodes, 'data.nodes.0.instanceId')
  const node = { clusterId, instanceIds: [instanceId] }
  await ok('ModifyClusterNodeSchedulable', { ...node, unschedulable: 1 })
  await ok('ModifyClusterNodeSchedulable', { ...node, unschedulable: 0 })
  await ok('DrainClusterNode', { ClusterId: clusterId, InstanceId: instanceId, DryRun: 1 })
  await ok('ModifyNamespaceDescription', { clusterId, name: mark, description: 'second' })
  await ok('DescribeInstanceLog', { ...service, tail: 10 })
  await ok('ModifyServiceLabels', { ...service, labels: { team: 'front-1' } })
  await ok('DescribeClusterServiceText', service)
  await ok('DescribeExistedCvmForAddClusterInstances', { clusterId })
  const vpcId = textAt(await ok('DescribeVpcEx', { limit: 1 }), 'data.0.unVpcId')
  await ok('CheckClusterCIDR', { vpcId, clusterCIDR: '10.253.0.0/16' })
  await ok('DescribeKeyPairs')
  await ok('DescribeCbsStorages', { limit: 1 })
  await ok('DescribeInstances', { limit: 1 })
  await ok('DescribeProject')
  await ok('DescribeSecurityGroupEx', { limit: 1 })
  await ok('UpdateInstanceBandwidthHour', { instanceId, bandwidth: 2 })
  await ok('NamespaceIsExists', { namespace: mark })
  await ok('GetNamespaceInfo', { namespace: mark })
  const reponame = `${mark}/favourite`
  const favourite = { reponame, repotype: 'QCLOUD HUB' }
  await ok('CreateCCRNamespace', { namespace: mark })
  await ok('CreateRepository', { reponame, public: 1 })
  await ok('ListTriggerLog', { reponame })
  await ok('AddFavor', favourite)
  await ok('GetFavor')
  await ok('DeleteFavor', favourite)
  await ok('AddFavor', favourite)
  await ok('BatchDeleteFavor', { favors: [favourite] })
  await ok('DeleteUserNamespace', { namespace: mark })
}
