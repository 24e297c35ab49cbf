import { describe, expect, it } from 'vitest'
import { testCloud } from '../../test/cloud/cloud'
import { clusterNamed } from '../../test/cloud/purchases'

const refused = { response: { code: 5100, codeDesc: 'ClusterNotReadyError' } }

describe('checkConditions', () => {
  it('refuses changes inside a cluster until the cluster is running', async () => {
    const { call, clock, storage } = await testCloud()
    const { clusterId } = await call('CreateCluster', clusterNamed('one'))
    const { nodes } = await call('DescribeClusterInstances', { clusterId })
    const instanceId = nodes[0]?.instanceId ?? ''
    const before = storage.documents()
    await expect(
      call('ModifyClusterNodeLabel', { clusterId, instanceId, labels: [{ key: 'a' }] }),
    ).rejects.toMatchObject(refused)
    await expect(
      call('ModifyClusterNodeSchedulable', {
        clusterId,
        instanceIds: [instanceId],
        unschedulable: 1,
      }),
    ).rejects.toMatchObject(refused)
    await expect(
      call('DrainClusterNode', { ClusterId: clusterId, InstanceId: instanceId, DryRun: 0 }),
    ).rejects.toMatchObject(refused)
    await expect(
      call('DeleteClusterNamespace', { clusterId, names: ['default'] }),
    ).rejects.toMatchObject(refused)
    expect(storage.documents()).toEqual(before)
    clock.pass(60)
    await call('ModifyClusterNodeLabel', { clusterId, instanceId, labels: [{ key: 'a' }] })
  })

  it('refuses to rename a cluster during deletion, but not during creation', async () => {
    const { call, clock } = await testCloud()
    const { clusterId } = await call('CreateCluster', clusterNamed('one'))
    await call('ModifyClusterAttributes', { clusterId, clusterName: 'two' })
    clock.pass(60)
    await call('DeleteCluster', { clusterId })
    await expect(
      call('ModifyClusterAttributes', { clusterId, clusterName: 'three' }),
    ).rejects.toMatchObject(refused)
  })
})
