import QcloudApi from 'qcloudapi-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listener, listen } from '../../node/http/server'
import { testKey } from '../../test/cloud/client'
import { Clock } from '../../test/cloud/clock'
import { testCloud } from '../../test/cloud/cloud'

/** Runs the vendor's unmodified SDK against the simulation on a real port. */

let listening: Listener
let cloud: Awaited<ReturnType<typeof testCloud>>

beforeAll(async () => {
  cloud = await testCloud({ world: 'demo', clock: new Clock(Date.now()) })
  listening = await listen((request) => cloud.fetch(request), '127.0.0.1', 0)
})

afterAll(() => listening.close())

interface Answer {
  code: number
  codeDesc: string
  data?: {
    clusters?: { clusterId: string; clusterName: string }[]
    service?: { desiredReplicas: number; currentReplicas: number; status: string }
  }
}

describe.each([
  ['GET', 'sha1'],
  ['GET', 'sha256'],
  ['POST', 'sha1'],
  ['POST', 'sha256'],
] as const)('by %s with %s', (method, signatureMethod) => {
  const send = (data: Record<string, unknown>, keys: { SecretKey?: string } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const client = new QcloudApi({
        SecretId: testKey.secretId,
        SecretKey: testKey.secretKey,
        Region: 'gz',
        serviceType: 'ccs',
        protocol: 'http',
        signatureMethod,
        method,
        ...keys,
      })
      const host = `127.0.0.1:${listening.port}`
      const opts = { host, method, signatureMethod }
      client.request<Answer>(data, opts, (error, body) => (error ? reject(error) : resolve(body)))
    })

  const serviceName = `vendor-${method}-${signatureMethod}`.toLowerCase()

  it('lists clusters, and creates, scales and deletes a service', async () => {
    const listed = await send({ Action: 'DescribeCluster', clusterName: 'shop-staging' })
    expect(listed.code).toBe(0)
    const clusterId = listed.data?.clusters?.[0]?.clusterId
    const serviceParams = { clusterId, serviceName, namespace: 'default' }
    const created = await send({
      Action: 'CreateClusterService',
      ...serviceParams,
      serviceDesc: 'Ünïcode 容器 & = + % #',
      replicas: 2,
      accessType: 'LoadBalancer',
      portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
      containers: [
        {
          containerName: 'web',
          image: 'nginx:1.13',
          envs: [{ name: 'GREETING', value: 'a b\nc' }],
        },
      ],
    })
    expect(created).toEqual({ code: 0, message: '', codeDesc: 'Success' })
    cloud.clock.pass(60)
    const info = () => send({ Action: 'DescribeClusterServiceInfo', ...serviceParams })
    expect((await info()).data?.service).toMatchObject({
      serviceDesc: 'Ünïcode 容器 & = + % #',
      status: 'Normal',
      currentReplicas: 2,
      containers: [{ envs: [{ name: 'GREETING', value: 'a b\nc' }] }],
    })
    expect(
      (await send({ Action: 'ModifyServiceReplicas', ...serviceParams, scaleTo: 3 })).code,
    ).toBe(0)
    cloud.clock.pass(60)
    expect((await info()).data?.service).toMatchObject({ desiredReplicas: 3, currentReplicas: 3 })
    expect((await send({ Action: 'DeleteClusterService', ...serviceParams })).code).toBe(0)
    cloud.clock.pass(60)
    expect(await info()).toMatchObject({ code: 5000, codeDesc: 'ServiceNotFound' })
  })

  it('reads metrics, whose fields are beside `code` and whose errors have their own codes', async () => {
    const listed = await send({ Action: 'DescribeCluster', clusterName: 'shop-staging' })
    const clusterId = listed.data?.clusters?.[0]?.clusterId
    const requested = {
      Action: 'GetMonitorData',
      namespace: 'qce/cvm',
      metricName: 'dc_cpu_usage',
      period: 86_400,
    }
    const dimensions = [{ name: 'docker_clusterid', value: clusterId }]
    const response = await send({ ...requested, dimensions })
    expect(response).toMatchObject({ code: 0, period: 86_400, dataPoints: [expect.any(Number)] })
    const nothing = [{ name: 'docker_clusterid', value: 'cls-00000000' }]
    expect(await send({ ...requested, dimensions: nothing })).toMatchObject({ code: -502 })
  })

  it('is refused with a wrong key', async () => {
    const response = await send({ Action: 'DescribeCluster' }, { SecretKey: 'wrong' })
    expect(response.code).toBe(4100)
  })
})
