import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { libsqlDatabase } from '../stores'
import { fakeNode } from './fakeNode'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
} from './testCluster'

const budgetsPath = '/apis/policy/v1/namespaces/{namespace}/poddisruptionbudgets'

/** A Deployment whose pods run on one node. */
const onNode = (name: string, node: string, replicas: number) => {
  const deployment = foreignDeployment(name, { replicas })
  const { template } = deployment.spec
  const spec = {
    ...template.spec,
    nodeSelector: { 'kubernetes.io/hostname': node },
    tolerations: [{ key: 'example.com/spare', operator: 'Exists' }],
  }
  return { ...deployment, spec: { ...deployment.spec, template: { ...template, spec } } }
}

describe.skipIf(isPlaneMissing())(`drains ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    cluster = await openTestCluster('drains')
  })
  const added: string[] = []
  afterAll(async () => {
    for (const name of added) {
      await cluster.admin.write({ method: 'DELETE', path: `/api/v1/nodes/${name}` })
    }
    await cluster.close()
  })

  /** Adds a node whose taint keeps other pods away, with running pods of a Deployment. */
  async function occupiedNode(name: string, app: string, replicas: number) {
    const taints = [{ key: 'example.com/spare', effect: 'NoSchedule' }]
    const body = { ...fakeNode(name), spec: { taints } }
    await cluster.admin.write({ method: 'POST', path: '/api/v1/nodes', body })
    added.push(name)
    await cluster.make(deploymentsPath, onNode(app, name, replicas))
    await eventually(
      () => cluster.call('DescribeServiceInstance', cluster.service(app)),
      ({ instances }) =>
        instances.filter((instance) => instance.status === 'Running').length === replicas,
    )
  }

  const drain = (name: string, DryRun: 0 | 1, { call } = cluster) =>
    call('DrainClusterNode', { ClusterId: cluster.clusterId, InstanceId: name, DryRun })
  const resultOf = (requestId: number, { call } = cluster) =>
    call('DescribeClusterTaskResult', { requestId })
  const protect = (app: string, minAvailable: number) =>
    cluster.make(budgetsPath, {
      metadata: { name: app },
      spec: { minAvailable, selector: { matchLabels: { app } } },
    })
  const release = (app: string) =>
    cluster.admin.write({
      method: 'DELETE',
      path: `${budgetsPath.replace('{namespace}', 'drains')}/${app}`,
    })

  it('list the pods to evict in a dry run, which changes nothing', async () => {
    await occupiedNode('spare-1', 'listed', 2)
    const { Pods, requestId } = await drain('spare-1', 1)
    expect(requestId).toBeUndefined()
    expect(Pods).toHaveLength(2)
    expect(Pods[0]).toMatchObject({ Namespace: 'drains', OwnerKind: 'ReplicaSet' })
    const { clusterId, call } = cluster
    const { nodes } = await call('DescribeClusterInstances', { clusterId })
    expect(nodes.find((node) => node.instanceId === 'spare-1')).toMatchObject({
      unschedulable: false,
    })
  })

  it('wait for a disruption budget, name its pods, and continue after a restart', async () => {
    await occupiedNode('spare-2', 'guarded', 1)
    await protect('guarded', 1)
    const testDatabase = libsqlDatabase()
    const [first, second] = [await testDatabase.open(), await testDatabase.open()]
    const firstServer = await openTestCluster('drains', undefined, first.clusterTasks('kubernetes'))
    const { requestId = 0 } = await drain('spare-2', 0, firstServer)
    const waiting = await eventually(
      () => resultOf(requestId, firstServer),
      ({ reason }) => reason !== undefined,
    )
    expect(waiting).toMatchObject({
      status: 'running',
      reason: expect.stringMatching(/^waiting for drains\/guarded-.* \(Cannot evict pod/),
    })
    expect((await drain('spare-2', 0, firstServer)).requestId).toBe(requestId)

    const secondServer = await openTestCluster(
      'drains',
      undefined,
      second.clusterTasks('kubernetes'),
    )
    expect(await second.clusterTasks('kubernetes').claim()).toEqual([])
    expect(await resultOf(requestId, secondServer)).toMatchObject({ status: 'running' })
    await firstServer.stop()
    await first.close()
    await release('guarded')
    const ended = await eventually(
      () => resultOf(requestId, secondServer),
      ({ status }) => status === 'succ',
    )
    expect(ended).toEqual({ status: 'succ' })
    await secondServer.stop()
    await second.close()
    await testDatabase.drop()
  })

  it('fail when the node is uncordoned meanwhile', async () => {
    await occupiedNode('spare-3', 'kept', 1)
    await protect('kept', 1)
    const { requestId = 0 } = await drain('spare-3', 0)
    const { clusterId, call } = cluster
    const instanceIds = ['spare-3']
    await call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 0 })
    const ended = await eventually(
      () => resultOf(requestId),
      ({ status }) => status !== 'running',
    )
    expect(ended).toEqual({ status: 'fail', reason: 'node spare-3 was uncordoned' })
  })

  it('remove nodes after their last pod, and only with RemoveOnly', async () => {
    await occupiedNode('spare-4', 'removed', 1)
    const { clusterId, call } = cluster
    const remove = (params: object) =>
      call('DeleteClusterInstances', { clusterId, instanceIds: ['spare-4'], ...params })
    for (const params of [{}, { nodeDeleteMode: 'Return' as const }]) {
      await expect(remove(params)).rejects.toMatchObject({
        response: { code: 4000, message: expect.stringMatching(/nodeDeleteMode/) },
      })
    }
    const { requestId } = await remove({ nodeDeleteMode: 'RemoveOnly' })
    await eventually(
      () => resultOf(requestId),
      ({ status }) => status === 'succ',
    )
    await eventually(
      () => call('DescribeClusterInstances', { clusterId }),
      ({ nodes }) => nodes.every((node) => node.instanceId !== 'spare-4'),
    )
    added.splice(added.indexOf('spare-4'), 1)
  })

  it('refuse unknown tasks and nodes', async () => {
    await expect(resultOf(999_999)).rejects.toMatchObject({ response: { code: 5000 } })
    await expect(drain('none', 0)).rejects.toMatchObject({ response: { code: 5000 } })
  })
})
