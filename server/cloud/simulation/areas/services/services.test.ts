import { describe, expect, it } from 'vitest'
import {
  Bench,
  clusterId,
  createParams,
  modifyParams,
  testNode,
} from '../../lifecycle/service/serviceTesting'

const minute = 60_000
const two = [
  { containerName: 'nginx', image: 'nginx:1.10' },
  { containerName: 'agent', image: 'agent:1' },
]

function runningBench(overrides: Parameters<typeof createParams>[0] = {}): Bench {
  const bench = new Bench()
  bench.call('CreateClusterService', createParams(overrides))
  bench.advanceBy(minute)
  return bench
}

const refusal = (code: number, codeDesc: string) => expect.objectContaining({ code, codeDesc })

describe('services', () => {
  const missingClusterParams = { clusterId: 'cls-none', namespace: 'default', serviceName: 'web' }
  const noNamespace = { clusterId, namespace: 'none', serviceName: 'web' }
  const noService = { clusterId, namespace: 'prod', serviceName: 'web' }
  const byName = [
    'DescribeClusterServiceInfo',
    'DescribeServiceEvent',
    'DeleteClusterService',
    'ModifyServiceDescription',
    'PauseClusterService',
    'ResumeClusterService',
    'RollBackClusterService',
    'RedeployClusterService',
  ] as const

  it.each(byName)('%s refuses a missing cluster, namespace or service', (action) => {
    const bench = runningBench()
    expect(() => bench.call(action, missingClusterParams)).toThrow(refusal(5000, 'ClusterNotFound'))
    expect(() => bench.call(action, noNamespace)).toThrow(refusal(5000, 'NamespaceNotFound'))
    expect(() => bench.call(action, noService)).toThrow(refusal(5000, 'ServiceNotFound'))
  })

  it('other actions refuse a missing service', () => {
    const bench = runningBench()
    const missing = refusal(5000, 'ServiceNotFound')
    expect(() => bench.call('ModifyClusterService', modifyParams(noService))).toThrow(missing)
    expect(() => bench.call('ModifyServiceReplicas', { ...noService, scaleTo: 1 })).toThrow(missing)
    expect(() =>
      bench.call('DescribeServiceInstance', { ...noService, offset: 0, limit: 20 }),
    ).toThrow(missing)
    expect(() => bench.call('ModifyClusterServiceImage', { ...noService, image: 'nginx' })).toThrow(
      missing,
    )
    const everywhere = { ...noNamespace, allnamespace: 1 as const }
    expect(bench.call('DescribeClusterService', everywhere).totalCount).toBe(1)
    expect(() => bench.call('DescribeClusterService', { ...everywhere, allnamespace: 0 })).toThrow(
      refusal(5000, 'NamespaceNotFound'),
    )
  })

  it('of another region are not found', () => {
    const bench = runningBench()
    bench.context.region = { id: 4, short: 'sh', long: 'ap-shanghai' }
    expect(() => bench.info()).toThrow(refusal(5000, 'ClusterNotFound'))
  })

  it('cannot be changed in an isolated cluster, but can while nodes join', () => {
    const bench = runningBench()
    const cluster = bench.world.get('cluster', clusterId)
    if (!cluster) throw new Error('the bench has a cluster')
    bench.world.put('cluster', { ...cluster, isolated: true })
    const isolated = refusal(5100, 'ClusterNotReadyError')
    expect(() => bench.call('CreateClusterService', createParams({ serviceName: 'api' }))).toThrow(
      isolated,
    )
    expect(() => bench.call('RedeployClusterService', bench.web)).toThrow(isolated)
    expect(bench.info().status).toBe('Normal')
    bench.world.put('cluster', cluster)
    bench.world.put('node', testNode(4, { readyAt: bench.context.now + minute }))
    bench.call('RedeployClusterService', bench.web)
  })

  it('have unique names in a namespace', () => {
    const bench = runningBench()
    expect(() => bench.call('CreateClusterService', createParams())).toThrow(
      refusal(5100, 'ResourceExistAlready'),
    )
    bench.call('CreateClusterService', createParams({ namespace: 'prod' }))
    expect(bench.call('DescribeClusterService', { ...bench.web, allnamespace: 1 }).totalCount).toBe(
      2,
    )
  })

  it('cannot be created in a namespace that is being deleted', () => {
    const bench = runningBench()
    const id = `${clusterId}/prod`
    const prod = bench.world.get('namespace', id)
    if (!prod) throw new Error('the bench has a namespace prod')
    bench.world.put('namespace', { ...prod, deletionEndsAt: bench.context.now + minute })
    expect(() => bench.call('CreateClusterService', createParams({ namespace: 'prod' }))).toThrow(
      refusal(5100, 'NamespaceTerminating'),
    )
  })

  it('cannot have affinities in clusters of version 1.4.6', () => {
    const bench = new Bench()
    const cluster = bench.world.get('cluster', clusterId)
    if (!cluster) throw new Error('the bench has a cluster')
    bench.world.put('cluster', { ...cluster, k8sVersion: '1.4.6' })
    const nodeAffinity = [{ key: 'disk', operator: 'Exists' as const }]
    expect(() => bench.call('CreateClusterService', createParams({ nodeAffinity }))).toThrow(
      refusal(4000, 'InvalidParameter'),
    )
  })

  it("are returned with the response's field names", () => {
    const check = { intervalTime: 5, timeOut: 2, delayTime: 3 }
    const bench = runningBench({
      serviceDesc: 'a shop',
      volumes: [
        { name: 'logs', volumeType: 'hostPath', hostPath: '/var/log' },
        { name: 'data', volumeType: 'nfsDisk', nfsPath: '10.0.0.9:/data' },
      ],
      nodeAffinity: [{ key: 'none', operator: 'DoesNotExist' }],
      containers: [
        {
          containerName: 'nginx',
          image: 'nginx:1.10',
          envs: [{ name: 'A', value: '1' }],
          volumeMounts: [{ volumeName: 'logs', mountPath: '/logs', mode: 'rw' }],
          cpu: 200,
          memory: 128,
          command: 'nginx',
          arguments: ['-g', 'daemon off;'],
          privileged: false,
          workingDir: '/srv',
          healthCheck: [
            { type: 'liveCheck', checkMethod: 'methodTcp', port: 80, ...check },
            {
              type: 'readyCheck',
              checkMethod: 'methodHttp',
              port: 80,
              protocol: 'HTTPS',
              path: '/ok',
              healthNum: 2,
              unhealthNum: 4,
              ...check,
            },
          ],
        },
        {
          containerName: 'agent',
          image: 'agent',
          healthCheck: [{ type: 'liveCheck', checkMethod: 'methodCmd', cmd: 'true', delayTime: 0 }],
        },
      ],
    })
    const info = bench.info()
    expect(info).toMatchObject({
      serviceName: 'web',
      serviceDesc: 'a shop',
      createdAt: '2017-06-07 15:00:00',
      namespace: 'default',
      regionId: 1,
      labels: { 'qcloud-app': 'web' },
      selector: { 'qcloud-app': 'web' },
      strategy: 'RollingUpdate',
      volumes: [
        { name: 'logs', hostPath: '/var/log' },
        { name: 'data', hostPath: '' },
      ],
      nodeAffinity: [{ key: 'none', operator: 'DoesNotExist' }],
    })
    expect(info.containers[0]).toMatchObject({
      containerName: 'nginx',
      image: 'nginx:1.10',
      envs: [{ name: 'A', value: '1' }],
      volumeMounts: [{ volumeName: 'logs', mountPath: '/logs', mode: 'rw' }],
      cpu: 200,
      cpuLimits: 0,
      memory: 128,
      memoryLimits: 128,
      command: 'nginx',
      arguments: ['-g', 'daemon off;'],
      liveProbe: {
        checkMethod: 'methodTcp',
        healthNum: 1,
        unhealthNum: 3,
        ...check,
        methodTcp: { port: 80 },
        methodHttp: null,
      },
      readyProbe: {
        checkMethod: 'methodHttp',
        healthNum: 2,
        unhealthNum: 4,
        ...check,
        methodHttp: { port: 80, protocol: 'HTTPS', path: '/ok' },
      },
      privileged: false,
      workingDir: '/srv',
    })
    expect(info.containers[1]?.liveProbe).toMatchObject({
      intervalTime: 10,
      methodCmd: { cmd: 'true' },
    })
    expect(info.reasonMap).toEqual({ 容器运行中: 6 })
  })

  it('lose their description if none is given', () => {
    const bench = runningBench({ serviceDesc: 'old' })
    bench.call('ModifyServiceDescription', { ...bench.web, description: 'new' })
    expect(bench.info().serviceDesc).toBe('new')
    bench.call('ModifyServiceDescription', bench.web)
    expect(bench.info().serviceDesc).toBe('')
  })

  it('accept new images by container name, or without one for a single container', () => {
    const bench = runningBench({ containers: two })
    expect(() =>
      bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'nginx:2' }),
    ).toThrow(refusal(4000, 'InvalidParameter'))
    const unknown = [{ containerName: 'none', image: 'nginx:2' }]
    expect(() =>
      bench.call('ModifyClusterServiceImage', { ...bench.web, containers: unknown }),
    ).toThrow('containers.0.containerName')
    const containers = [{ containerName: 'agent', image: 'agent:2' }]
    bench.call('ModifyClusterServiceImage', { ...bench.web, containers })
    expect(bench.info().containers.map((container) => container.image)).toEqual([
      'nginx:1.10',
      'agent:2',
    ])
  })
})
