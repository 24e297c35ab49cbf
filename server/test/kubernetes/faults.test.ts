import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServiceCluster, type ServiceCluster } from './serviceCluster'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  servicesPath,
} from './testCluster'

describe.skipIf(isPlaneMissing())(`services with faults ${needsPlane}`, () => {
  let cluster: ServiceCluster
  beforeAll(async () => {
    cluster = await openServiceCluster('faults')
  })
  afterAll(() => cluster.close())

  const podPath = (name: string) => `/api/v1/namespaces/faults/pods/${name}`
  const patch = (path: string, body: object) => cluster.admin.write({ method: 'PATCH', path, body })
  const instancesOf = (name: string) =>
    cluster.call('DescribeServiceInstance', cluster.service(name))
  const make = async (name: string, more: object = {}) => {
    await cluster.make(deploymentsPath, foreignDeployment(name, more))
    await eventually(
      () => cluster.infoOf(name),
      ({ status }) => status === 'Normal',
    )
  }
  /** Sets a pod's status as the kubelet would. */
  const setStatus = (name: string, status: object) => patch(`${podPath(name)}/status`, { status })

  it('list evicted instances apart, and delete them together', async () => {
    await make('evicted')
    const [first] = (await instancesOf('evicted')).instances
    const name = first?.name ?? ''
    await setStatus(name, {
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on resource: memory.',
    })
    const after = await eventually(
      () => instancesOf('evicted'),
      ({ past, instances }) => past?.length === 1 && instances.length === 2,
    )
    expect(after).toMatchObject({
      totalCount: 2,
      past: [{ name, reason: 'Evicted', message: 'The node was low on resource: memory.' }],
    })
    expect(after.instances.map((instance) => instance.name)).not.toContain(name)
    const { currentReplicas } = await cluster.settled('evicted')
    expect(currentReplicas).toBe(2)
    const { clusterId, namespace } = cluster.service('evicted')
    const answer = await cluster.call('DeleteInstances', {
      clusterId,
      namespace,
      instances: [name],
    })
    expect(answer).toEqual({ successList: [name], failedMap: {} })
    await eventually(
      () => instancesOf('evicted'),
      ({ past }) => past?.length === 0,
    )
  })

  it('do not delete instances that no Deployment would replace', async () => {
    const pod = { containers: [{ name: 'web', image: 'web:1' }] }
    await cluster.make('/api/v1/namespaces/{namespace}/pods', {
      metadata: { name: 'alone', labels: { app: 'evicted' } },
      spec: pod,
    })
    const { clusterId, namespace } = cluster.service('')
    const params = { clusterId, namespace, instances: ['alone'] }
    const { failedMap } = await eventually(
      () => cluster.call('DeleteInstances', params),
      (answer) => !/does not exist/.test(answer.failedMap.alone ?? ''),
    )
    expect(failedMap.alone).toMatch(/belongs to no service/)
    await cluster.admin.get(podPath('alone'))
  })

  it('report why instances cannot be created, in the words of the API server', async () => {
    await cluster.make('/api/v1/namespaces/{namespace}/resourcequotas', {
      metadata: { name: 'few' },
      spec: { hard: { 'requests.nvidia.com/gpu': '1' } },
    })
    const gpu = { requests: { 'nvidia.com/gpu': '2' }, limits: { 'nvidia.com/gpu': '2' } }
    const deployment = foreignDeployment('greedy')
    const containers = [{ name: 'web', image: 'web:1', resources: gpu }]
    const template = { ...deployment.spec.template, spec: { containers } }
    const { status } = await eventually(
      () =>
        cluster.admin.get('/api/v1/namespaces/faults/resourcequotas/few').then((quota) => ({
          status: JSON.stringify(quota).includes('"used":{"requests.nvidia.com/gpu"'),
        })),
      (item) => item.status,
    )
    expect(status).toBe(true)
    await cluster.make(deploymentsPath, { ...deployment, spec: { ...deployment.spec, template } })
    const info = await eventually(
      () => cluster.infoOf('greedy'),
      ({ reason }) => reason !== '',
    )
    expect(info).toMatchObject({ status: 'Abnormal', currentReplicas: 0 })
    expect(info.reason).toMatch(/exceeded quota: few/)
    expect(Object.keys(info.srcReasonMap ?? {})).toEqual([info.reason])
    await cluster.admin.write({
      method: 'DELETE',
      path: '/api/v1/namespaces/faults/resourcequotas/few',
    })
  })

  it('are refused by a policy with its message', async () => {
    const group = '/apis/admissionregistration.k8s.io/v1'
    const rule = {
      apiGroups: ['apps'],
      apiVersions: ['v1'],
      operations: ['CREATE'],
      resources: ['deployments'],
    }
    const only = { matchLabels: { 'kubernetes.io/metadata.name': 'faults' } }
    const policy = {
      matchConstraints: { resourceRules: [rule] },
      validations: [
        { expression: "object.metadata.name != 'latest'", message: 'No service of this name.' },
      ],
    }
    const binding = {
      policyName: 'names',
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: only },
    }
    await cluster.make(`${group}/validatingadmissionpolicies`, {
      metadata: { name: 'names' },
      spec: policy,
    })
    await cluster.make(`${group}/validatingadmissionpolicybindings`, {
      metadata: { name: 'names' },
      spec: binding,
    })
    const dryRun = () =>
      cluster.make(`${deploymentsPath}?dryRun=All`, foreignDeployment('latest')).then(
        () => '',
        (error: unknown) => String(error),
      )
    await eventually(dryRun, (message) => message.includes('No service of this name.'))
    await expect(
      cluster.call('CreateClusterService', cluster.spec('latest')),
    ).rejects.toMatchObject({
      response: { code: 5100, message: expect.stringContaining('No service of this name.') },
    })
    for (const kind of ['validatingadmissionpolicybindings', 'validatingadmissionpolicies']) {
      await cluster.admin.write({ method: 'DELETE', path: `${group}/${kind}/names` })
    }
  })

  it('report which pods Pod Security forbids', async () => {
    await patch('/api/v1/namespaces/faults', {
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    })
    await cluster.make(deploymentsPath, foreignDeployment('forbidden'))
    const { reason } = await eventually(
      () => cluster.infoOf('forbidden'),
      (info) => info.reason !== '',
    )
    expect(reason).toMatch(/violates PodSecurity "restricted:latest".*runAsNonRoot/)
    await patch('/api/v1/namespaces/faults', {
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } },
    })
  })

  it('are refused at the field that the API server refuses', async () => {
    const spec = cluster.spec('odd')
    const [container] = spec.containers
    const mount = { volumeName: 'cache', mountPath: '/a', mode: 'ro' as const }
    const secondContainer = { ...container, containerName: 'two', volumeMounts: [mount, mount] }
    const capital = [{ ...spec.volumes[0], name: 'Cache' }]
    const refusals: [object, string][] = [
      [{ volumes: capital, containers: [{ ...container, volumeMounts: [] }] }, 'volumes.0.name'],
      [{ containers: [{ ...container, containerName: 'Web' }] }, 'containers.0.containerName'],
      [{ containers: [container, secondContainer] }, 'containers.1.volumeMounts.0.mountPath'],
      [{ nodeAffinity: [{ key: 'a b', operator: 'Exists' }] }, 'nodeAffinity.0.key'],
    ]
    for (const [overrides, path] of refusals) {
      const creation = cluster.call('CreateClusterService', cluster.spec('odd', overrides))
      await expect(creation, path).rejects.toMatchObject({
        response: { code: 4000, message: expect.stringContaining(`${path} `) },
      })
    }
    await expect(cluster.deploymentOf('odd')).rejects.toMatchObject({ status: 404 })
  })

  it('leave a Deployment as it is if its Service would be refused', async () => {
    await cluster.make(servicesPath, {
      metadata: { name: 'holder' },
      spec: { type: 'NodePort', ports: [{ port: 1, nodePort: 30_061 }] },
    })
    await cluster.call('CreateClusterService', cluster.spec('half'))
    const before = (await cluster.deploymentOf('half')).spec
    const takenPorts = [
      { lbPort: 80, containerPort: 8080, nodePort: 30_061, protocol: 'TCP' as const },
    ]
    await expect(
      cluster.call('ModifyClusterService', {
        ...cluster.spec('half', { portMappings: takenPorts, replicas: 5 }),
        strategy: 'RollingUpdate',
      }),
    ).rejects.toMatchObject({
      response: { code: 4000, message: expect.stringContaining('portMappings.0.nodePort ') },
    })
    expect((await cluster.deploymentOf('half')).spec).toEqual(before)
  })

  it('change between all types of access and keep their ports', async () => {
    await cluster.call('CreateClusterService', cluster.spec('typed'))
    const port = { lbPort: 80, containerPort: 8080, protocol: 'TCP' as const }
    // Ports below 30086 go to other Services only after all others are taken.
    const onNodes = { ...port, nodePort: 30_062 }
    const types = {
      ClusterIP: { accessType: 'ClusterIP' as const, portMappings: [port] },
      NodePort: { accessType: 'ClusterIP' as const, portMappings: [onNodes] },
      LoadBalancer: { accessType: 'LoadBalancer' as const, portMappings: [onNodes] },
      None: { accessType: 'None' as const, portMappings: [] },
    }
    const names = ['ClusterIP', 'NodePort', 'LoadBalancer', 'None'] as const
    for (const from of names) {
      for (const to of names) {
        for (const type of [from, to]) {
          await cluster.call('ModifyClusterService', {
            ...cluster.spec('typed', types[type]),
            strategy: 'RollingUpdate',
          })
          const { accessType, portMappings } = await cluster.infoOf('typed')
          expect([from, to, accessType]).toEqual([from, to, type])
          expect(portMappings.map(({ lbPort }) => lbPort)).toEqual(type === 'None' ? [] : [80])
        }
      }
    }
  })

  it('name autoscalers, owners and tools that may undo a change', async () => {
    const deployment = foreignDeployment('managed')
    const labels = { ...deployment.metadata.labels, 'app.kubernetes.io/managed-by': 'Helm' }
    await cluster.admin.write({
      method: 'PATCH',
      path: `${cluster.pathOf(deploymentsPath, 'managed')}?fieldManager=argocd-controller`,
      body: { ...deployment, metadata: { ...deployment.metadata, labels } },
      contentType: 'application/apply-patch+yaml',
    })
    await cluster.make('/apis/autoscaling/v2/namespaces/{namespace}/horizontalpodautoscalers', {
      metadata: { name: 'scaler' },
      spec: {
        maxReplicas: 5,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'managed' },
      },
    })
    const { managers } = await eventually(
      () => cluster.infoOf('managed'),
      (info) => info.managers?.length === 3,
    )
    expect(managers).toEqual([
      { kind: 'autoscaler', name: 'scaler' },
      { kind: 'manager', name: 'Argo CD' },
      { kind: 'manager', name: 'Helm' },
    ])
  })
})
