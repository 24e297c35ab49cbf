import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
  servicesPath,
} from './testCluster'

const fields = z.record(z.string(), z.unknown())
const deployment = z.object({
  metadata: z.looseObject({ generation: z.int(), annotations: fields, labels: fields }),
  spec: z.looseObject({ template: z.looseObject({ spec: fields }) }),
})
const access = z.object({ metadata: z.looseObject({ name: z.string() }), spec: fields })

describe.skipIf(isPlaneMissing())(`services ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    cluster = await openTestCluster('services')
  })
  afterAll(() => cluster.close())

  const inNamespace = (path: string) => path.replace('{namespace}', 'services')
  const deploymentOf = async (name: string) =>
    z.parse(deployment, await cluster.admin.get(`${inNamespace(deploymentsPath)}/${name}`))
  const accessOf = async (name: string) =>
    z.parse(access, await cluster.admin.get(`${inNamespace(servicesPath)}/${name}`))
  const infoOf = async (name: string) =>
    (await cluster.call('DescribeClusterServiceInfo', cluster.service(name))).service
  const settled = (name: string) =>
    eventually(
      () => infoOf(name),
      (info) => info.status === 'Normal',
    )

  const web = {
    containerName: 'web',
    image: 'registry.example.com/web:1',
    envs: [{ name: 'MODE', value: 'test' }],
    cpu: 100,
    memory: 64,
    command: '/bin/web',
    arguments: ['--verbose'],
    volumeMounts: [{ volumeName: 'cache', mountPath: '/cache', mode: 'rw' as const }],
    healthCheck: [
      {
        type: 'liveCheck' as const,
        checkMethod: 'methodHttp' as const,
        port: 8080,
        path: '/healthz',
        unhealthNum: 4,
      },
    ],
  }
  const spec = (name: string, more: object = {}) => ({
    ...cluster.service(name),
    serviceDesc: 'the shop',
    replicas: 2,
    accessType: 'ClusterIP' as const,
    portMappings: [{ lbPort: 80, containerPort: 8080, protocol: 'TCP' as const }],
    containers: [web],
    volumes: [{ name: 'cache', volumeType: 'hostPath' as const, hostPath: '' }],
    nodeAffinity: [{ key: 'node.kubernetes.io/instance-type', operator: 'Exists' as const }],
    ...more,
  })

  it('are created with every requested setting, and return the same settings', async () => {
    await cluster.call('CreateClusterService', spec('shop'))
    expect(await infoOf('shop')).toMatchObject({ serviceName: 'shop', desiredReplicas: 2 })
    expect(await settled('shop')).toMatchObject({
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
    expect((await deploymentOf('shop')).metadata.annotations).not.toHaveProperty(
      'gantry.io/unfinished',
    )
    await expect(cluster.call('CreateClusterService', spec('shop'))).rejects.toMatchObject({
      response: { code: 5100, codeDesc: 'ResourceExistAlready' },
    })
  })

  it('leave nothing behind if the Service cannot be created', async () => {
    const taken = { lbPort: 80, containerPort: 8080, protocol: 'TCP' as const, nodePort: 30_090 }
    await cluster.make(servicesPath, {
      metadata: { name: 'holder' },
      spec: { type: 'NodePort', ports: [{ port: 1, nodePort: 30_090 }] },
    })
    const half = spec('half', { accessType: 'LoadBalancer' as const, portMappings: [taken] })
    await expect(cluster.call('CreateClusterService', half)).rejects.toMatchObject({
      response: {
        code: 4000,
        message: expect.stringMatching(/provided port is already allocated/),
      },
    })
    await expect(
      eventually(
        () =>
          deploymentOf('half').then(
            () => 'there',
            () => 'gone',
          ),
        (state) => state === 'gone',
      ),
    ).resolves.toBe('gone')
  })

  it('are refused with claims that the namespace lacks', async () => {
    const volumes = [{ name: 'cache', volumeType: 'cbsDisk' as const, cbsDiskId: 'none' }]
    const withDisk = spec('disk', { volumes, replicas: 1 })
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
    const before = [
      await settled('rich').then(() => deploymentOf('rich')),
      await accessOf('rich-web'),
    ]
    const info = await infoOf('rich')
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
    const [was, is] = [before[0], await deploymentOf('rich')]
    expect(is.spec.template).toEqual(z.parse(deployment, was).spec.template)
    expect(is.spec).toMatchObject({ replicas: 3 })
    expect((await accessOf('rich-web')).spec).toEqual(z.parse(access, before[1]).spec)
  })

  it('accept every setting of the API in a modification, and drop omitted ones', async () => {
    await cluster.call('CreateClusterService', spec('changed'))
    await settled('changed')
    const { nodeAffinity: _gone, serviceDesc: _text, ...rest } = spec('changed')
    const { healthCheck: _none, command: _no, ...container } = web
    await cluster.call('ModifyClusterService', {
      ...rest,
      strategy: 'Recreate',
      minReadySeconds: 1,
      accessType: 'None',
      containers: [{ ...container, image: 'registry.example.com/web:2', memory: 32 }],
    })
    expect(await settled('changed')).toMatchObject({
      serviceDesc: '',
      accessType: 'None',
      strategy: 'Recreate',
      minReadySeconds: 1,
      containers: [
        { image: 'registry.example.com/web:2', memory: 32, command: '', liveProbe: null },
      ],
    })
    expect(await infoOf('changed')).not.toHaveProperty('nodeAffinity')
    await expect(accessOf('changed')).rejects.toMatchObject({ status: 404 })
  })

  it('replace their labels, except those that the API cannot express', async () => {
    await cluster.make(deploymentsPath, foreignDeployment('labelled'))
    const service = cluster.service('labelled')
    await eventually(
      () => infoOf('labelled').catch(() => undefined),
      (info) => info !== undefined,
    )
    await cluster.admin.write({
      method: 'PATCH',
      path: `${inNamespace(deploymentsPath)}/labelled`,
      body: { metadata: { labels: { 'app.kubernetes.io/name': 'x', team: 'old' } } },
    })
    await eventually(
      () => infoOf('labelled'),
      ({ labels }) => labels.team === 'old',
    )
    await cluster.call('ModifyServiceLabels', { ...service, labels: { stage: 'prod' } })
    expect((await deploymentOf('labelled')).metadata.labels).toEqual({
      'app.kubernetes.io/name': 'x',
      stage: 'prod',
    })
  })

  it('are deleted with their Service, unless it selects pods of other Deployments', async () => {
    await cluster.call('CreateClusterService', spec('old'))
    await cluster.make(servicesPath, {
      metadata: { name: 'both' },
      spec: { selector: { tier: 'front' }, ports: [{ port: 80 }] },
    })
    const labels = { app: 'one', tier: 'front' }
    for (const name of ['one', 'two']) {
      const made = foreignDeployment(name)
      const template = { ...made.spec.template, metadata: { labels: { ...labels, app: name } } }
      await cluster.make(deploymentsPath, { ...made, spec: { ...made.spec, template } })
      await eventually(
        () => infoOf(name).catch(() => undefined),
        (info) => info?.accessType === 'ClusterIP',
      )
    }
    await cluster.call('DeleteClusterService', cluster.service('old'))
    await cluster.call('DeleteClusterService', cluster.service('one'))
    for (const name of ['old', 'one']) {
      await eventually(
        () => infoOf(name).catch(() => 'gone'),
        (info) => info === 'gone',
      )
    }
    await expect(accessOf('old')).rejects.toMatchObject({ status: 404 })
    expect((await accessOf('both')).metadata.name).toBe('both')
  })

  it('left unfinished are deleted', async () => {
    const made = foreignDeployment('abandoned')
    const annotations = { 'gantry.io/unfinished': 'true' }
    await cluster.make(deploymentsPath, { ...made, metadata: { ...made.metadata, annotations } })
    await eventually(
      () =>
        deploymentOf('abandoned').then(
          () => 'there',
          () => 'gone',
        ),
      (state) => state === 'gone',
      30_000,
    )
  })
})
