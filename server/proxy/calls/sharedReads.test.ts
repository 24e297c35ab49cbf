import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let viewer = ''

const data = {
  startTime: '2026-01-05 10:00:00',
  endTime: '2026-01-05 10:01:00',
  metricName: 'dc_cpu_usage',
  period: 60,
  dataPoints: [1, null],
}
const answered = () => envelope(0, '', '', data)

beforeAll(async () => {
  upstream = await startUpstream()
  const endpoints = { ccs: upstream.url, monitor: upstream.url }
  proxy = await testProxy({
    accounts: [
      accountAt(upstream.url, { endpoints }),
      accountAt(upstream.url, { name: 'other', endpoints }),
    ],
  })
  viewer = await proxy.signInAs('viewer')
})
beforeEach(() => {
  upstream.received = []
  upstream.reply = answered
  proxy.clock.pass(600)
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const query = (clusterId: string, period = 60) => ({
  namespace: 'qce/cvm',
  metricName: 'dc_cpu_usage',
  dimensions: [{ name: 'docker_clusterid', value: clusterId }],
  period,
  startTime: '2026-01-05 10:00:00',
  endTime: '2026-01-05 10:01:00',
})
const readShared = (params: object, more: object = {}) =>
  proxy.call(viewer, 'GetMonitorData', params, more)

describe('monitoring queries', () => {
  it('are sent once per period if they are identical', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => readShared(query('cls-a'))))
    expect(answers.map(({ status, body }) => [status, body.data])).toEqual(
      answers.map(() => [200, data]),
    )
    await readShared(query('cls-a'))
    expect(upstream.received).toHaveLength(1)
  })

  it('are sent again in the next period', async () => {
    await readShared(query('cls-a'))
    proxy.clock.pass(60)
    await readShared(query('cls-a'))
    expect(upstream.received).toHaveLength(2)
  })

  it('are separate for another object, account or region', async () => {
    await readShared(query('cls-a'))
    await readShared(query('cls-b'))
    await readShared(query('cls-a'), { account: 'other' })
    await readShared(query('cls-a'), { region: 'sh' })
    expect(upstream.received).toHaveLength(4)
  })

  it('fail for all waiting clients and are then retried', async () => {
    upstream.reply = () => envelope(-502, 'OperationDenied.SourceNotExists', '(-502)gone')
    const [firstAnswer, secondAnswer] = await Promise.all([
      readShared(query('cls-a')),
      readShared(query('cls-a')),
    ])
    expect([firstAnswer?.body.error?.code, secondAnswer?.body.error?.code]).toEqual([-502, -502])
    expect(upstream.received).toHaveLength(1)
    upstream.reply = answered
    expect((await readShared(query('cls-a'))).status).toBe(200)
  })

  it('run eight at a time per account, and all are answered', async () => {
    const [transport, turns] = [proxy.ports.transport, { running: 0, most: 0 }]
    proxy.ports.transport = async (request) => {
      turns.running += 1
      turns.most = Math.max(turns.most, turns.running)
      const answer = await transport(request)
      turns.running -= 1
      return answer
    }
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => readShared(query(`cls-${at}`))),
    )
    proxy.ports.transport = transport
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(turns.most).toBe(8)
  })

  it('do not affect other reads', async () => {
    upstream.reply = () => envelope(0, '', '', { totalCount: 0, clusters: [] })
    await proxy.call(viewer, 'DescribeCluster', {})
    await proxy.call(viewer, 'DescribeCluster', {})
    expect(upstream.received).toHaveLength(2)
  })
})
