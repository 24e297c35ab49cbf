import { describe, expect, it } from 'vitest'
import { isFields } from '../../../src/contract/fields'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { clusterNamed, machineIn } from '../../test/cloud/purchases'
import { createSampleWorld } from '../../test/samples/sampleWorld'

/** Tests requests and responses of clients other than the vendor's SDK. */

describe('irrelevant parameters of a request', () => {
  it('are ignored for machines, regardless of their value', async () => {
    const { fetch, clock, clusterId } = await createSampleWorld()
    const ask = async (action: string, params: object) =>
      sendRequest(fetch, await signedRequest(action, params, clock.now()))
    for (const period of [0, -1, 'none']) {
      const machine = { ...machineIn().machine, cvmType: 'PayByHour', period }
      const added = await ask('AddClusterInstances', { clusterId, ...machine, goodsNum: 1 })
      expect(added).toMatchObject({ code: 0 })
      clock.pass(600)
    }
    const created = {
      ...clusterNamed('hourly', '172.31.0.0/16'),
      period: 0,
      bandwidth: 0,
      wanIp: 9,
      goodsNum: 1,
    }
    expect(await ask('CreateCluster', created)).toMatchObject({ code: 0 })
    const monthly = {
      ...clusterNamed('monthly', '172.31.0.0/16'),
      cvmType: 'PayByMonth',
      period: 0,
      goodsNum: 1,
    }
    const refused = await ask('CreateCluster', { ...monthly, bandwidthType: 'PayByTraffic' })
    expect(refused).toMatchObject({ code: 4000, message: '(10350)period must be at least 1' })
  })

  it('are ignored for health checks, volumes and access', async () => {
    const { fetch, clock, clusterId, call } = await createSampleWorld()
    const params = {
      clusterId,
      serviceName: 'odd',
      replicas: 1,
      accessType: 'None',
      subnetId: 'nowhere',
      portMappings: [{ lbPort: 0, protocol: 'SCTP' }],
      volumes: [{ name: 'logs', volumeType: 'hostPath', hostPath: '/logs', configKeys: 'none' }],
      containers: [
        {
          containerName: 'web',
          image: 'nginx:1.13',
          volumeMounts: [{ volumeName: 'logs', mountPath: '/logs', mode: 'rw' }],
          healthCheck: [
            { type: 'liveCheck', checkMethod: 'methodCmd', cmd: 'true', port: 0, protocol: 'none' },
            { type: 'readyCheck', checkMethod: 'methodTcp', port: 80, cmd: '', protocol: '' },
          ],
        },
      ],
    }
    const request = await signedRequest('CreateClusterService', params, clock.now())
    expect(await sendRequest(fetch, request)).toMatchObject({ code: 0 })
    const { service } = await call('DescribeClusterServiceInfo', { clusterId, serviceName: 'odd' })
    expect(service).toMatchObject({ portMappings: [], subnetId: '' })
  })
})

describe('a service', () => {
  const configuration = {
    serviceDesc: 'front end',
    replicas: 1,
    accessType: 'LoadBalancer',
    portMappings: [{ lbPort: 80, containerPort: 8080, protocol: 'TCP' }],
    minReadySeconds: 5,
    strategy: 'Recreate',
    nodeAffinity: [{ key: 'disk', operator: 'NotIn', values: ['slow'] }],
    podAffinity: [{ key: 'qcloud-app', operator: 'Exists' }],
    volumes: [
      { name: 'logs', volumeType: 'hostPath', hostPath: '/logs' },
      { name: 'scratch', volumeType: 'hostPath' },
      { name: 'share', volumeType: 'nfsDisk', nfsPath: '10.0.0.9:/exports' },
    ],
    containers: [
      {
        containerName: 'web',
        image: 'nginx:1.13',
        cpu: 200,
        memory: 128,
        privileged: true,
        workingDir: '/srv',
        arguments: ['-g', 'daemon off;'],
        envs: [{ name: 'MODE', value: '"quoted"' }],
        volumeMounts: [{ volumeName: 'share', mountPath: '/share', mode: 'ro' }],
        healthCheck: [
          { type: 'liveCheck', checkMethod: 'methodHttp', port: 80, path: '/live', delayTime: 3 },
          { type: 'readyCheck', checkMethod: 'methodCmd', cmd: 'test -f /ready', timeOut: 4 },
        ],
      },
    ],
  } as const

  it('keeps every setting if a client writes back the settings that it read', async () => {
    const { fetch, clock, clusterId, call } = await createSampleWorld()
    const serviceParams = { clusterId, serviceName: 'web' }
    const send = async (action: string, params: object) =>
      sendRequest(fetch, await signedRequest(action, { ...serviceParams, ...params }, clock.now()))
    expect(await send('CreateClusterService', configuration)).toMatchObject({ code: 0 })
    expect(await send('ModifyClusterService', configuration)).toMatchObject({ code: 0 })
    clock.pass(120)
    const read = async () => (await call('DescribeClusterServiceInfo', serviceParams)).service
    const before = await read()
    const instances = await call('DescribeServiceInstance', serviceParams)
    const echoed = { ...before, replicas: before.desiredReplicas }
    expect(await send('ModifyClusterService', echoed)).toMatchObject({ code: 0, message: '' })
    expect(await read()).toEqual(before)
    clock.pass(120)
    const { instances: later } = await call('DescribeServiceInstance', serviceParams)
    expect(later.map(({ name }) => name)).toEqual(instances.instances.map(({ name }) => name))
    expect(before).toMatchObject({
      volumes: [{ hostPath: '/logs' }, { hostPath: '' }, { nfsPath: '10.0.0.9:/exports' }],
      containers: [{ liveProbe: { methodHttp: { path: '/live' }, methodTcp: null } }],
    })
  })

  it('is returned with every documented field, which is empty without a value', async () => {
    const { call, clusterId, service } = await createSampleWorld()
    await service('plain')
    const answer = await call('DescribeClusterServiceInfo', { clusterId, serviceName: 'plain' })
    expect(answer.service).toMatchObject({ subnetId: '', unHubId: '', reason: '', lbId: '' })
    expect(answer.service.containers).toMatchObject([{ liveProbe: null, readyProbe: null }])
    const { nodes } = await call('DescribeClusterInstances', { clusterId })
    expect(nodes.map(({ abnormalReason }) => abnormalReason)).toEqual(['', ''])
  })
})

it('accepts times without padding', async () => {
  const { fetch, clock, call } = await testCloud({ world: 'demo' })
  const { clusters } = await call('DescribeCluster', {})
  const params = {
    namespace: 'qce/cvm',
    metricName: 'dc_cpu_usage',
    period: 300,
    dimensions: [{ name: 'docker_clusterid', value: clusters[0]?.clusterId ?? '' }],
  }
  const ask = async (startTime: string, endTime: string): Promise<unknown> => {
    const request = await signedRequest(
      'GetMonitorData',
      { ...params, startTime, endTime },
      clock.now(),
    )
    return sendRequest(fetch, request)
  }
  const padded = await ask('2017-09-05 09:05:00', '2017-09-05 10:00:00')
  expect(padded).toMatchObject({ code: 0 })
  expect(await ask('2017-9-5 9:5:0', '2017-9-5 10:0:0')).toEqual(padded)
  const response = await ask('2017-2-30 9:5:0', '2017-9-5 10:0:0')
  expect(response).toMatchObject({ code: -503 })
  expect(isFields(response) && response.message).toContain('startTime must be a time')
})
