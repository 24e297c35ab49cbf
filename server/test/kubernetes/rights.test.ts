import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectsOf, tokenOf, tokenRequest } from './serviceAccount'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
} from './testCluster'

const objects = objectsOf('rbac.yaml')

const rbac = '/apis/rbac.authorization.k8s.io/v1'
const paths: Readonly<Record<string, string>> = {
  Namespace: '/api/v1/namespaces',
  ServiceAccount: '/api/v1/namespaces/gantry/serviceaccounts',
  ClusterRole: `${rbac}/clusterroles`,
  ClusterRoleBinding: `${rbac}/clusterrolebindings`,
}
const pathOf = ({ kind }: { kind: string }) => paths[kind] ?? `no path for ${kind}`

describe.skipIf(isPlaneMissing())(`the manifest of rights ${needsPlane}`, () => {
  let admin: Awaited<ReturnType<typeof openTestCluster>>
  let gantry: Awaited<ReturnType<typeof openTestCluster>>

  beforeAll(async () => {
    admin = await openTestCluster('rights')
    await admin.make(deploymentsPath, foreignDeployment('web'))
    for (const body of objects) {
      await admin.admin.write({ method: 'POST', path: pathOf(body), body })
    }
    const answer = await admin.admin.write({
      method: 'POST',
      path: '/api/v1/namespaces/gantry/serviceaccounts/gantry/token',
      body: tokenRequest,
    })
    gantry = await openTestCluster('rights', tokenOf(answer))
  })
  afterAll(async () => {
    for (const body of objects.toReversed()) {
      const objectPath = `${pathOf(body)}/${body.metadata.name}`
      await admin.admin.write({ method: 'DELETE', path: objectPath })
    }
    await admin.close()
  })

  it('suffices for all reads and changes of Gantry', async () => {
    const { call, clusterId, service } = gantry
    await eventually(
      async () => (await call('DescribeClusterServiceInfo', service('web'))).service,
      (info) => info.status === 'Normal',
    )
    await call('DescribeClusterServiceText', service('web'))
    await call('DescribeServiceEvent', service('web'))
    await call('ModifyServiceReplicas', { ...service('web'), scaleTo: 1 })
    await call('ModifyClusterServiceImage', { ...service('web'), image: 'web:2' })
    await call('RollBackClusterService', service('web'))
    const { instances } = await call('DescribeServiceInstance', service('web'))
    const names = instances.map(({ name }) => name)
    await call('DeleteInstances', { clusterId, namespace: 'rights', instances: names })
    const spec = {
      ...service('own'),
      replicas: 1,
      portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' as const }],
      containers: [{ containerName: 'web', image: 'web:1' }],
    }
    await call('CreateClusterService', spec)
    await call('ModifyClusterService', { ...spec, strategy: 'Recreate' })
    await call('ModifyServiceLabels', { ...service('own'), labels: { stage: 'test' } })
    await call('DeleteClusterService', service('own'))
    const instanceIds = ['node-2']
    await call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 0 })
    const drain = { ClusterId: clusterId, InstanceId: 'node-2', DryRun: 0 as const }
    const { requestId = 0 } = await call('DrainClusterNode', drain)
    await eventually(
      () => call('DescribeClusterTaskResult', { requestId }),
      ({ status }) => status === 'succ',
    )
    await call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 0 })
    const newNamespace = { clusterId, name: 'by-gantry', description: 'made with few rights' }
    await call('CreateClusterNamespace', newNamespace)
    await call('ModifyNamespaceDescription', { ...newNamespace, description: '' })
    await call('DeleteClusterNamespace', { clusterId, names: ['by-gantry'] })
  })

  it('works without the rights on nodes and namespaces, whose reads are then refused', async () => {
    const path = `${rbac}/clusterrolebindings/gantry-clusters`
    await admin.admin.write({ method: 'DELETE', path })
    const { call, clusterId } = gantry
    const cordon = () =>
      call('ModifyClusterNodeSchedulable', {
        clusterId,
        instanceIds: ['node-2'],
        unschedulable: 0,
      }).then(
        () => undefined,
        ({ response }: { response?: { code: number; message: string } }) => response,
      )
    const refused = await eventually(cordon, (answer) => answer !== undefined)
    expect(refused).toMatchObject({
      code: 4102,
      message: expect.stringMatching(/cannot patch resource "nodes"/),
    })
    const body = objects.find(({ metadata }) => metadata.name === 'gantry-clusters')
    expect(body).toBeDefined()
    await admin.admin.write({
      method: 'POST',
      path: paths.ClusterRoleBinding ?? '',
      body: objects.findLast(({ metadata }) => metadata.name === 'gantry-clusters') ?? {},
    })
  })
})
