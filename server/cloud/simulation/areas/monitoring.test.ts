import { beforeEach, describe, expect, it } from 'vitest'
import {
  type MetricLevel,
  type MetricName,
  metricLevels,
  metricNames,
  metrics,
} from '../../../../src/contract/actions/monitoring/metrics'
import { Refused, sendRequest, signedRequest } from '../../../test/cloud/client'
import { Clock } from '../../../test/cloud/clock'
import { testCloud } from '../../../test/cloud/cloud'

type Cloud = Awaited<ReturnType<typeof testCloud>>

let cloud: Cloud
let values: Record<string, string>

beforeEach(async () => {
  cloud = await testCloud({ world: 'demo' })
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-prod' })
  const clusterId = clusters[0]?.clusterId ?? ''
  const serviceParams = { clusterId, serviceName: 'payments-api', namespace: 'orders' }
  const { instances } = await cloud.call('DescribeServiceInstance', serviceParams)
  const [instance] = instances
  const containerId = instance?.containers[0]?.containerId.slice(0, 12) ?? ''
  const podName = instance?.name ?? ''
  values = { ...serviceParams, docker_clusterid: clusterId, podName, containerId }
})

const levelOf = (name: MetricName) => metricLevels[metrics[name].level]

const dimensionsFor = (level: MetricLevel, overrides: Record<string, string> = {}) =>
  metricLevels[level].dimensions.map((name) => ({
    name,
    value: { ...values, ...overrides }[name] ?? '',
  }))

/** Parameters of a metric query, as a client sends them. */
const query = (metricName: MetricName, overrides: object = {}) => ({
  namespace: levelOf(metricName).namespace,
  metricName,
  dimensions: dimensionsFor(metrics[metricName].level),
  ...overrides,
})

async function refused(params: object) {
  const now = cloud.clock.now()
  const request = await signedRequest('GetMonitorData', params, now)
  const { code, codeDesc, message } = await sendRequest(cloud.fetch, request)
  return { code, codeDesc, message }
}

describe('GetMonitorData', () => {
  it.each(metricNames)('returns %s', async (name) => {
    const hour = { startTime: '2026-03-18 08:20:00', endTime: '2026-03-18 09:20:00', period: 60 }
    const params = query(name, hour)
    const answer = await cloud.call('GetMonitorData', { ...params, period: 60 })
    expect(answer).toMatchObject({ ...hour, metricName: name })
    expect(answer.dataPoints).toHaveLength(61)
    for (const point of answer.dataPoints) {
      expect(point).toBeGreaterThanOrEqual(0)
      if (metrics[name].unit === '%') expect(point).toBeLessThanOrEqual(100)
    }
    expect(new Set(answer.dataPoints).size).toBeGreaterThan(5)
    const reversed = { ...params, dimensions: params.dimensions.toReversed() }
    expect(await cloud.call('GetMonitorData', { ...reversed, period: 60 })).toEqual(answer)
  })

  it('returns its fields beside code instead of in data', async () => {
    const params = query('dc_cpu_usage', { period: 86_400 })
    const request = await signedRequest('GetMonitorData', params, cloud.clock.now())
    const body: unknown = await (await cloud.fetch(request)).json()
    expect(body).toMatchObject({
      code: 0,
      codeDesc: 'Success',
      metricName: 'dc_cpu_usage',
      startTime: '2026-03-18 00:00:00',
      endTime: '2026-03-18 09:30:00',
      period: 86_400,
      dataPoints: [expect.any(Number)],
    })
    expect(body).not.toHaveProperty('data')
  })

  it('defaults to today so far, in periods of five minutes', async () => {
    const answer = await cloud.call('GetMonitorData', query('dc_cpu_usage'))
    expect(answer).toMatchObject({
      startTime: '2026-03-18 00:00:00',
      endTime: '2026-03-18 09:30:00',
      period: 300,
    })
    expect(answer.dataPoints).toHaveLength(9.5 * 12 + 1)
  })

  it('starts with the period that contains startTime', async () => {
    const times = { startTime: '2026-03-17 13:47:12', endTime: '2026-03-17 16:02:59' }
    for (const [period, startTime, count] of [
      [60, '2026-03-17 13:47:00', 136],
      [300, '2026-03-17 13:45:00', 28],
      [3600, '2026-03-17 13:00:00', 4],
      [86_400, '2026-03-17 00:00:00', 1],
    ] as const) {
      const answer = await cloud.call('GetMonitorData', query('dc_mem_usage', { ...times, period }))
      expect(answer.startTime).toBe(startTime)
      expect(answer.endTime).toBe(times.endTime)
      expect(answer.dataPoints).toHaveLength(count)
    }
  })

  it('returns one point if startTime equals endTime', async () => {
    const time = '2026-03-17 14:00:00'
    const params = query('service_cpu_used', { startTime: time, endTime: time, period: 60 })
    expect((await cloud.call('GetMonitorData', params)).dataPoints).toHaveLength(1)
  })

  it('returns at most 1,440 points', async () => {
    const ask = (endTime: string) =>
      cloud.call(
        'GetMonitorData',
        query('pod_in_flux', { startTime: '2026-03-17 00:00:00', endTime, period: 60 }),
      )
    const { dataPoints } = await ask('2026-03-17 23:59:00')
    expect(dataPoints).toHaveLength(1440)
    await expect(ask('2026-03-18 00:00:00')).rejects.toMatchObject({
      response: { code: -507, codeDesc: 'OperationDenied.ExceedLimit' },
    })
  })

  it('accepts a container ID or at least its first 12 digits', async () => {
    const { instances } = await cloud.call('DescribeServiceInstance', {
      clusterId: values.clusterId ?? '',
      serviceName: 'payments-api',
      namespace: 'orders',
    })
    const whole = instances[0]?.containers[0]?.containerId ?? ''
    const ask = (containerId: string) =>
      cloud.call('GetMonitorData', {
        ...query('container_cpu_used'),
        dimensions: dimensionsFor('container', { containerId }),
      })
    expect(await ask(whole)).toEqual(await ask(whole.slice(0, 12)))
    await expect(ask(whole.slice(0, 11))).rejects.toBeInstanceOf(Refused)
    await expect(ask(`${whole}0`)).rejects.toBeInstanceOf(Refused)
  })

  it('returns the same points after a restart', async () => {
    const params = query('service_cpu_used', { startTime: '2026-03-01 00:00:00', period: 3600 })
    const answer = await cloud.call('GetMonitorData', params)
    const otherCloud = await testCloud({ clock: cloud.clock, storage: cloud.storage })
    expect(await otherCloud.call('GetMonitorData', params)).toEqual(answer)
  })

  it('shows the faults of the demo world', async () => {
    const mean = (points: readonly (number | null)[]) =>
      points.reduce<number>((sum, point) => sum + (point ?? 0), 0) / points.length
    const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'build-runners' })
    const runners = [{ name: 'docker_clusterid', value: clusters[0]?.clusterId ?? '' }]
    const memoryAt = async (endTime: string, startTime: string) => {
      const params = query('dc_mem_usage', { startTime, endTime, period: 60 })
      return mean(
        (await cloud.call('GetMonitorData', { ...params, dimensions: runners })).dataPoints,
      )
    }
    // One of the cluster's two nodes has had memory pressure since 04:42.
    const before = await memoryAt('2026-03-18 04:30:00', '2026-03-18 04:00:00')
    const after = await memoryAt('2026-03-18 05:30:00', '2026-03-18 05:00:00')
    expect(after - before).toBeGreaterThan(20)
  })
})

describe('errors of GetMonitorData, with the codes of its own table', () => {
  const missing = { code: -505, codeDesc: 'InvalidParameter.MissingParameter' }
  const invalid = { code: -503, codeDesc: 'InvalidParameter' }
  const group = { code: -509, codeDesc: 'InvalidParameter.DimensionGroupError' }
  const gone = { code: -502, codeDesc: 'OperationDenied.SourceNotExists' }

  it.each([
    ['namespace', {}],
    ['metricName', {}],
    ['dimensions', {}],
    ['dimensions.0.value', { dimensions: [{ name: 'docker_clusterid' }] }],
    [
      'dimensions.1.name',
      { dimensions: [{ name: 'docker_clusterid', value: 'c' }, { value: 'v' }] },
    ],
  ])('refuses a missing %s', async (path, overrides) => {
    const { [path]: _, ...params }: Record<string, unknown> = query('dc_cpu_usage', overrides)
    const response = await refused(params)
    expect(response).toMatchObject(missing)
    expect(response.message).toContain(`(-505)${path}`)
  })

  it.each([
    ['namespace', { namespace: 'qce/docker' }],
    ['namespace', { namespace: 'default' }],
    ['metricName', { metricName: 'cpu' }],
    ['metricName', { metricName: 'constructor' }],
    ['period', { period: 61 }],
    ['period', { period: 'hour' }],
    ['startTime', { startTime: 'yesterday' }],
    ['startTime', { startTime: '2026-02-30 00:00:00' }],
    ['endTime', { startTime: '2026-03-17 00:00:00', endTime: '2026-03-16 00:00:00' }],
    ['endTime', { endTime: '2026-03-17 00:00:00' }],
    ['endTime', { startTime: '2027-01-01 00:00:00' }],
    ['endTime', { endTime: '2026-13-01 00:00:00' }],
  ])('refuses a wrong %s: %j', async (name, overrides) => {
    const response = await refused(query('dc_cpu_usage', overrides))
    expect(response).toMatchObject(invalid)
    expect(response.message).toContain(`(-503)${name} `)
  })

  it.each<[string, MetricName, MetricLevel]>([
    ['fewer', 'service_cpu_used', 'cluster'],
    ['more', 'service_cpu_used', 'pod'],
    ['fewer', 'container_mem_used', 'pod'],
  ])('refuses %s dimensions than %s has', async (_, name, level) => {
    const params = { ...query(name), dimensions: dimensionsFor(level) }
    expect(await refused(params)).toMatchObject(group)
  })

  it('refuses a repeated dimension', async () => {
    const [first] = dimensionsFor('cluster')
    expect(await refused(query('dc_cpu_usage', { dimensions: [first, first] }))).toMatchObject(
      group,
    )
  })

  it.each<[string, MetricName, string]>([
    ['docker_clusterid', 'dc_cpu_usage', 'cls-00000000'],
    ['clusterId', 'service_cpu_used', 'cls-00000000'],
    ['namespace', 'service_cpu_used', 'nowhere'],
    ['serviceName', 'service_cpu_used', 'nobody'],
    ['podName', 'pod_in_flux', 'payments-api-1-abcde'],
    ['containerId', 'container_cpu_used', '0123456789ab'],
  ])('refuses a %s that does not exist', async (name, metricName, value) => {
    const dimensions = dimensionsFor(metrics[metricName].level, { [name]: value })
    const index = dimensions.findIndex((dimension) => dimension.name === name)
    const response = await refused({ ...query(metricName), dimensions })
    expect(response).toMatchObject(gone)
    expect(response.message).toContain(`(-502)dimensions.${index}.value ${value} `)
  })

  it('refuses a cluster of another region', async () => {
    const params = query('dc_cpu_usage')
    const request = await signedRequest('GetMonitorData', params, cloud.clock.now(), {
      region: 'sh',
    })
    expect(await sendRequest(cloud.fetch, request)).toMatchObject(gone)
  })

  it('refuses an instance of another service', async () => {
    const dimensions = dimensionsFor('pod', { serviceName: 'orders-api' })
    expect(await refused(query('pod_in_flux', { dimensions }))).toMatchObject(gone)
  })

  it('refuses a range with too many points', async () => {
    const times = { startTime: '0001-01-01 00:00:00', endTime: '9999-12-31 23:59:59' }
    const response = await refused(query('dc_cpu_usage', times))
    expect(response).toMatchObject({ code: -507, codeDesc: 'OperationDenied.ExceedLimit' })
    expect(response.message).toMatch(/startTime.*endTime.*1440/)
  })

  it('returns the error of a reserved fault in a dimension', async () => {
    const dimensions = [{ name: 'docker_clusterid', value: 'fault-513' }]
    expect(await refused(query('dc_cpu_usage', { dimensions }))).toMatchObject({
      code: -513,
      codeDesc: 'InternalError.DBoperationFail',
    })
    const slow = [{ name: 'docker_clusterid', value: 'fault-4400' }]
    expect((await refused(query('dc_cpu_usage', { dimensions: slow }))).code).toBe(4400)
  })
})

it('GetMonitorData returns the same points at any time of day', async () => {
  const clock = new Clock(Date.UTC(2026, 2, 17, 16, 0, 0))
  const early = await testCloud({ world: 'demo', clock })
  const { clusters } = await early.call('DescribeCluster', { clusterName: 'shop-prod' })
  const dimensions = [{ name: 'docker_clusterid', value: clusters[0]?.clusterId ?? '' }]
  const params = { namespace: 'qce/cvm', metricName: 'dc_cpu_usage', dimensions } as const
  const midnight = await early.call('GetMonitorData', params)
  expect(midnight).toMatchObject({ startTime: '2026-03-18 00:00:00' })
  expect(midnight.dataPoints).toHaveLength(1)
  clock.pass(86_400 - 1)
  const late = await early.call('GetMonitorData', params)
  expect(late).toMatchObject({ startTime: '2026-03-18 00:00:00', endTime: '2026-03-18 23:59:59' })
  expect(late.dataPoints).toHaveLength(288)
})
