import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServiceCluster, type ServiceCluster, webContainer } from './serviceCluster'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  servicesPath,
} from './testCluster'

describe.skipIf(isPlaneMissing())(`services ${needsPlane}`, () => {
  let cluster: ServiceCluster
  beforeAll(async () => {
    cluster = await openServiceCluster('services')
  })
  afterAll(() => cluster.close())

  it('are created with every requested setting, and return the same settings', async () => {
    await cluster.call('CreateClusterService', cluster.spec('shop'))
    expect(await cluster.infoOf('shop')).toMatchObject({ serviceName: 'shop', desiredReplicas: 2 })
    expect(await cluster.settled('shop')).toMatchObject({
      serviceDesc: 'the shop',
      accessType: 'ClusterIP',
      currentReplicas: 2,
      portMappings: [{ lbPort: 80, containerPort: 8080, nodePort: 0, protocol: 'TCP' }],
      volumes: [{ name: 'cache', hostPath: '', volumeType: 'hostPath' }],
      labels: { 'qcloud-app': 'shop' },
      nodeAffinity: [{ key: 'node.kubernetes.io/instance-type', operator: 'Exists' }],
      containers: [
        {
          image: 'registry.example.com/web:1',
          envs: [{ name: 'MODE', value: 'test' }],
          cpu: 100,
          memory: 64,
          memoryLimits: 64,
          command: '/bin/web',
          arguments: ['--verbose'],
          volumeMounts: [{ volumeName: 'cache', mountPath: '/cache', mode: 'rw' }],
          liveProbe: {
            checkMethod: 'methodHttp',
            unhealthNum: 4,
            methodHttp: { port: 8080, protocol: 'HTTP', path: '/healthz' },
          },
        },
      ],
    })
    expect((await cluster.deploymentOf('shop')).metadata.annotations).not.toHaveProperty(
      'gantry.io/unfinished',
    )
    await expect(cluster.call('CreateClusterService', cluster.spec('shop'))).rejects.toMatchObject({
      response: { code: 5100, codeDesc: 'ResourceExistAlready' },
    })
  })

  it('are refused with claims that the namespace lacks', async () => {
    const volumes = [{ name: 'cache', volumeType: 'cbsDisk' as const, cbsDiskId: 'none' }]
    const withDisk = cluster.spec('disk', { volumes, replicas: 1 })
    await expect(cluster.call('CreateClusterService', withDisk)).rejects.toMatchObject({
      response: { code: 4000, message: expect.stringMatching(/volumes\.0\.cbsDiskId/) },
    })
  })

  it('keep everything that the API cannot express when they are modified', async () => {
    const made = foreignDeployment('rich')
    const [container] = made.spec.template.spec.containers
    const pod = {
      ...made.spec.template.spec,
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 5,
      priority: undefined,
      volumes: [{ name: 'keys', secret: { secretName: 'keys', optional: true } }],
      containers: [
        {
          ...container,
          resources: { requests: { cpu: '0.25', memory: '100M', 'ephemeral-storage': '1Gi' } },
          lifecycle: { preStop: { exec: { command: ['sleep', '1'] } } },
          startupProbe: { tcpSocket: { port: 8080 } },
          volumeMounts: [{ name: 'keys', mountPath: '/keys', readOnly: true }],
          ports: [{ name: 'http', containerPort: 8080 }],
          livenessProbe: {
            httpGet: { path: '/', port: 8080, httpHeaders: [{ name: 'Host', value: 'a' }] },
          },
        },
      ],
    }
    await cluster.make(deploymentsPath, {
      ...made,
      spec: { ...made.spec, template: { ...made.spec.template, spec: pod } },
    })
    await cluster.make(servicesPath, {
      metadata: { name: 'rich-web', annotations: { 'example.com/owner': 'team-a' } },
      spec: {
        selector: { app: 'rich' },
        sessionAffinity: 'ClientIP',
        ports: [{ name: 'web', port: 80, targetPort: 'http' }],
      },
    })
    await cluster.settled('rich')
    const deploymentBefore = await cluster.deploymentOf('rich')
    const accessBefore = await cluster.accessOf('rich-web')
    const info = await cluster.infoOf('rich')
    const [read] = info.containers
    await cluster.call('ModifyClusterService', {
      ...cluster.service('rich'),
      replicas: 3,
      strategy: 'RollingUpdate',
      accessType: 'ClusterIP',
      portMappings: info.portMappings.map(({ nodePort: _none, ...port }) => port),
      containers: [
        {
          containerName: 'web',
          image: read?.image ?? '',
          envs: read?.envs ?? [],
          cpu: read?.cpu,
          memory: read?.memory,
          healthCheck: [
            {
              type: 'liveCheck',
              checkMethod: 'methodHttp',
              port: 8080,
              path: '/',
              healthNum: 1,
              unhealthNum: 3,
              intervalTime: 10,
            },
          ],
        },
      ],
    })
    const deployment = await cluster.deploymentOf('rich')
    expect(deployment.spec.template).toEqual(deploymentBefore.spec.template)
    expect(deployment.spec).toMatchObject({ replicas: 3 })
    expect((await cluster.accessOf('rich-web')).spec).toEqual(accessBefore.spec)
  })

  it('accept every setting of the API in a modification, and drop omitted ones', async () => {
    await cluster.call('CreateClusterService', cluster.spec('changed'))
    await cluster.settled('changed')
    const { nodeAffinity: _gone, serviceDesc: _text, ...rest } = cluster.spec('changed')
    const { healthCheck: _none, command: _no, ...container } = webContainer
    await cluster.call('ModifyClusterService', {
      ...rest,
      strategy: 'Recreate',
      minReadySeconds: 1,
      accessType: 'None',
      containers: [{ ...container, image: 'registry.example.com/web:2', memory: 32 }],
    })
    expect(await cluster.settled('changed')).toMatchObject({
      serviceDesc: '',
      accessType: 'None',
      strategy: 'Recreate',
      minReadySeconds: 1,
      containers: [
        { image: 'registry.example.com/web:2', memory: 32, command: '', liveProbe: null },
      ],
    })
    expect(await cluster.infoOf('changed')).toMatchObject({ nodeAffinity: [] })
    await expect(cluster.accessOf('changed')).rejects.toMatchObject({ status: 404 })
  })

  it('replace their labels, except those that the API cannot express', async () => {
    await cluster.make(deploymentsPath, foreignDeployment('labelled'))
    const service = cluster.service('labelled')
    await eventually(
      () => cluster.infoOf('labelled').catch(() => undefined),
      (info) => info !== undefined,
    )
    await cluster.admin.write({
      method: 'PATCH',
      path: cluster.pathOf(deploymentsPath, 'labelled'),
      body: { metadata: { labels: { 'app.kubernetes.io/name': 'x', team: 'old' } } },
    })
    await eventually(
      () => cluster.infoOf('labelled'),
      ({ labels }) => labels.team === 'old',
    )
    await cluster.call('ModifyServiceLabels', { ...service, labels: { stage: 'prod' } })
    expect((await cluster.deploymentOf('labelled')).metadata.labels).toEqual({
      'app.kubernetes.io/name': 'x',
      stage: 'prod',
    })
  })
})
