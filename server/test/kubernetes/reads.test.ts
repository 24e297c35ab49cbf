import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
  servicesPath,
} from './testCluster'

describe.skipIf(isPlaneMissing())(`reads ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    cluster = await openTestCluster('reads')
    await cluster.make(deploymentsPath, foreignDeployment('web'))
    await cluster.make(servicesPath, {
      metadata: { name: 'web-front' },
      spec: {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }],
      },
    })
  })
  afterAll(() => cluster.close())

  const infoOf = async (name: string) =>
    (await cluster.call('DescribeClusterServiceInfo', cluster.service(name))).service

  it('show the cluster with its version, its nodes and their totals', async () => {
    const found = await eventually(
      () => cluster.call('DescribeCluster', {}),
      ({ clusters: [shownCluster] }) =>
        shownCluster?.nodeStatus === 'AllNormal' && shownCluster.nodeNum >= 3,
    )
    // Other tests add nodes of the same size.
    const { nodeNum = 0 } = found.clusters[0] ?? {}
    expect(found).toMatchObject({
      totalCount: 1,
      clusters: [
        {
          clusterId: expect.stringMatching(/^cls-[a-z0-9]{8}$/),
          clusterName: 'test',
          status: 'Running',
          totalCpu: 4 * nodeNum,
          totalMem: 8 * nodeNum,
          k8sVersion: '1.37.2',
          region: 'ap-guangzhou',
        },
      ],
    })
  })

  it('refuse logs with the name of the node if its kubelet does not answer', async () => {
    await eventually(
      () => cluster.call('DescribeServiceInstance', cluster.service('web')),
      ({ instances }) =>
        instances.length === 2 && instances.every(({ status }) => status === 'Running'),
    )
    // The simulated nodes have no kubelet.
    const log = cluster.call('DescribeInstanceLog', cluster.service('web'))
    await expect(log).rejects.toThrow(
      /^6200 \w+: the log of instance web-\S+ cannot be read: node node-\d does not answer$/,
    )
  })

  it('show nodes in pages', async () => {
    const { clusterId, call } = cluster
    const page = await call('DescribeClusterInstances', { clusterId, offset: 1, limit: 1 })
    expect(page.totalCount).toBeGreaterThanOrEqual(3)
    expect(page).toMatchObject({
      nodes: [{ instanceId: 'node-2', instanceType: 'test.small', cpu: 4, mem: 8, isNormal: 1 }],
    })
  })

  it('show Deployments of other tools as services, with the Service that selects their pods', async () => {
    const { clusterId, call } = cluster
    const isWeb = ({ serviceName }: { serviceName: string }) => serviceName === 'web'
    const { services } = await eventually(
      () => call('DescribeClusterService', { clusterId, namespace: 'reads' }),
      (answer) => answer.services.some((service) => isWeb(service) && service.status === 'Normal'),
    )
    expect(services.filter(isWeb)).toMatchObject([
      {
        serviceName: 'web',
        reasonMap: { 容器运行中: 2 },
        currentReplicas: 2,
        desiredReplicas: 2,
        accessType: 'NodePort',
        serviceIp: expect.stringMatching(/^10\.0\.0\./),
      },
    ])
    expect(await infoOf('web')).toMatchObject({
      portMappings: [{ lbPort: 80, containerPort: 8080, nodePort: 30_080, protocol: 'TCP' }],
      containers: [
        { containerName: 'web', cpu: 250, memory: 64, envs: [{ name: 'MODE', value: 'test' }] },
      ],
    })
  })

  it('show instances on their nodes', async () => {
    const { totalCount, instances } = await cluster.call(
      'DescribeServiceInstance',
      cluster.service('web'),
    )
    expect(totalCount).toBe(2)
    for (const instance of instances) {
      expect(instance).toMatchObject({
        name: expect.stringMatching(/^web-/),
        status: 'Running',
        reason: '',
        nodeIp: '127.0.0.1',
        readyCount: 1,
        containers: [{ name: 'web', image: 'registry.example.com/web:1' }],
      })
    }
  })

  it('show events of the Deployment, its ReplicaSets and its pods', async () => {
    const { eventList } = await cluster.call('DescribeServiceEvent', cluster.service('web'))
    const reasons = new Set(eventList.map(({ objType, reason }) => `${objType} ${reason}`))
    expect(reasons).toContain('Deployment ScalingReplicaSet')
    expect(reasons).toContain('ReplicaSet SuccessfulCreate')
    expect(reasons).toContain('Pod Scheduled')
  })

  it('show the live manifests, and pure ones that can be applied again', async () => {
    const { serviceText = '', servicePureText } = await cluster.call(
      'DescribeClusterServiceText',
      cluster.service('web'),
    )
    expect(serviceText).toContain('uid:')
    const [deployment = '', access = ''] = servicePureText.split('---\n')
    expect(parse(access)).toMatchObject({ kind: 'Service', metadata: { name: 'web-front' } })
    const { metadata, spec, status } = parse(deployment)
    expect(status).toBeUndefined()
    expect(metadata).toEqual({
      name: 'web',
      namespace: 'reads',
      labels: { app: 'web' },
      annotations: { 'example.com/owner': 'team-a' },
    })
    expect(spec.template.spec.containers[0].env[1]).toEqual({
      name: 'POD',
      valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
    })
  })

  it('refuse missing resources, and actions that a bare cluster cannot do', async () => {
    const { call, service } = cluster
    await expect(call('DescribeClusterServiceInfo', service('none'))).rejects.toMatchObject({
      response: { code: 5000, codeDesc: 'ServiceNotFound' },
    })
    await expect(
      call('DescribeClusterService', { clusterId: 'cls-00000000' }),
    ).rejects.toMatchObject({ response: { code: 5000 } })
    await expect(
      call('DeleteCluster', { clusterId: cluster.clusterId, nodeDeleteMode: 'RemoveOnly' }),
    ).rejects.toMatchObject({
      response: {
        code: 6100,
        message: 'A Kubernetes cluster without a cloud provider cannot do this.',
      },
    })
  })

  it('show a pod that fits on no node as an instance that cannot be scheduled', async () => {
    const big = { name: 'big', image: 'big:1', resources: { requests: { cpu: '64' } } }
    const template = { metadata: { labels: { app: 'big' } }, spec: { containers: [big] } }
    await cluster.make(deploymentsPath, foreignDeployment('big', { replicas: 1, template }))
    const { instances } = await eventually(
      () => cluster.call('DescribeServiceInstance', cluster.service('big')),
      (answer) => answer.instances[0]?.reason === '调度失败',
    )
    expect(instances[0]).toMatchObject({ status: 'Waiting', nodeIp: '', readyCount: 0 })
    expect(await infoOf('big')).toMatchObject({ status: 'Abnormal', currentReplicas: 0 })
  })
})
