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

const [role, binding] = objectsOf('rbac-namespace.yaml')
const roles = '/apis/rbac.authorization.k8s.io/v1/namespaces/{namespace}'
const accounts = '/api/v1/namespaces/{namespace}/serviceaccounts'

type TestCluster = Awaited<ReturnType<typeof openTestCluster>>
const timeout = 60_000

describe.skipIf(isPlaneMissing())(`the manifest of rights for a namespace ${needsPlane}`, () => {
  let admin: TestCluster
  let otherCluster: TestCluster
  let gantry: TestCluster
  let token = ''
  /** The manifest's binding, for the service account of this test. */
  const bound = {
    ...binding,
    subjects: [{ kind: 'ServiceAccount', name: 'limited', namespace: 'limited' }],
  }

  beforeAll(async () => {
    admin = await openTestCluster('limited')
    otherCluster = await openTestCluster('not-permitted')
    for (const item of [admin, otherCluster])
      await item.make(deploymentsPath, foreignDeployment('web'))
    await admin.make(accounts, { metadata: { name: 'limited' } })
    await admin.make(`${roles}/roles`, role ?? {})
    await admin.make(`${roles}/rolebindings`, bound)
    token = tokenOf(await admin.make(`${accounts}/limited/token`, tokenRequest))
    const limits = { namespaces: ['limited', 'not-permitted'] }
    gantry = await openTestCluster('limited', token, undefined, limits)
  })
  afterAll(async () => {
    await gantry.close()
    await otherCluster.close()
  })

  const names = async ({ call, clusterId }: TestCluster = gantry) => {
    const { services } = await call('DescribeClusterService', { clusterId, allnamespace: 1 })
    return services.map(({ namespace, serviceName }) => `${namespace}/${serviceName}`)
  }
  const refusalOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      ({ response }: { response?: { code: number; message: string } }) => response,
    )

  it('suffices for all reads and changes of services in it', async () => {
    const { call, clusterId, service } = gantry
    expect(await names()).toEqual(['limited/web'])
    await eventually(
      async () => (await call('DescribeClusterServiceInfo', service('web'))).service,
      (info) => info.status === 'Normal',
    )
    await call('DescribeClusterServiceText', service('web'))
    await call('DescribeServiceEvent', service('web'))
    await call('ModifyServiceReplicas', { ...service('web'), scaleTo: 1 })
    const { instances } = await call('DescribeServiceInstance', service('web'))
    expect(instances[0]?.nodeIp).toBe('127.0.0.1')
    const instance = instances[0]?.name ?? ''
    const namespace = 'limited'
    await call('DeleteInstances', { clusterId, namespace, instances: [instance] })
    const spec = {
      ...service('own'),
      replicas: 1,
      portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' as const }],
      containers: [{ containerName: 'web', image: 'web:1' }],
    }
    await call('CreateClusterService', spec)
    await call('ModifyClusterService', { ...spec, strategy: 'Recreate' })
    await call('DeleteClusterService', service('own'))
  })

  it('gives the cluster another ID than its UID, and shows the namespace that it may read', async () => {
    const { call, clusterId } = gantry
    expect(clusterId).not.toBe(admin.clusterId)
    const { namespaces } = await call('DescribeClusterNameSpaces', { clusterId })
    expect(namespaces.find(({ name }) => name === 'limited')).toMatchObject({
      status: 'Active',
      createdAt: expect.stringMatching(/^20/),
    })
  })

  it('refuses namespaces without the right, and the nodes', async () => {
    const { call, clusterId } = gantry
    const otherNamespace = { clusterId, namespace: 'not-permitted' }
    expect(await refusalOf(call('DescribeClusterService', otherNamespace))).toMatchObject({
      code: 4101,
    })
    expect(await refusalOf(call('DescribeClusterInstances', { clusterId }))).toMatchObject({
      code: 6100,
      message: expect.stringMatching(/limited to chosen namespaces/),
    })
  })

  it('is revoked for writes at once and for reads within 60 s, and works again within 60 s', {
    timeout: 3 * timeout,
  }, async () => {
    const { call, service } = gantry
    const scale = () => call('ModifyServiceReplicas', { ...service('web'), scaleTo: 2 })
    const path = '/apis/rbac.authorization.k8s.io/v1/namespaces/limited/rolebindings/gantry'
    await admin.admin.write({ method: 'DELETE', path })
    const refused = await eventually(
      () => refusalOf(scale()),
      (value) => value !== undefined,
      2_000,
    )
    expect(refused?.code).toBeOneOf([4101, 4102])
    const read = await eventually(
      () => refusalOf(names()),
      (value) => value !== undefined,
      timeout,
    )
    expect(read).toMatchObject({ code: 4101 })
    await admin.make(`${roles}/rolebindings`, bound)
    await eventually(names, (value) => value.length === 1, timeout)
    await eventually(scale, () => true, timeout)
  })

  it('also limits an account whose context names the namespace', async () => {
    const limitedCluster = await openTestCluster('limited', token, undefined, {
      ownNamespaces: ['limited'],
    })
    expect(await names(limitedCluster)).toEqual(['limited/web'])
    await limitedCluster.close()
  })
})
