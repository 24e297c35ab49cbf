import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { maxSeries } from '../../../src/contract/console/calls/series'
import { isFields } from '../../../src/contract/fields'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { temporaryProxy } from '../../test/proxy/temporary'
import {
  envelope,
  type ReceivedRequest,
  startUpstream,
  type Upstream,
} from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let viewer = ''

const clusterOf = ({ params }: ReceivedRequest) => params['dimensions.0.value'] ?? ''
const dataOf = (clusterId: string) => ({
  startTime: '2026-01-05 10:00:00',
  endTime: '2026-01-05 10:00:00',
  metricName: 'dc_cpu_usage',
  period: 60,
  dataPoints: [clusterId.length],
})
const answerOf = (received: ReceivedRequest) => {
  const clusterId = clusterOf(received)
  if (clusterId === 'cls-gone') {
    return envelope(-502, 'OperationDenied.SourceNotExists', '(-502)gone')
  }
  const reply = envelope(0, '', '', dataOf(clusterId))
  return clusterId === 'cls-aged' ? { ...reply, headers: { ...reply.headers, Age: '90' } } : reply
}

const accounts = (url: string) => {
  const endpoints = { ccs: url, monitor: url }
  return [accountAt(url, { endpoints }), accountAt(url, { name: 'other', endpoints })]
}

beforeAll(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: accounts(upstream.url) })
  viewer = await proxy.signInAs('viewer')
})
beforeEach(() => {
  upstream.received = []
  upstream.reply = answerOf
  proxy.clock.pass(600)
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const params = (clusterId: string) => ({
  namespace: 'qce/cvm',
  metricName: 'dc_cpu_usage',
  dimensions: [{ name: 'docker_clusterid', value: clusterId }],
  period: 60,
  startTime: '2026-01-05 10:00:00',
  endTime: '2026-01-05 10:00:00',
})
const seriesOf = (clusterId: string, more: object = {}) => ({
  account: 'prod',
  region: 'gz',
  params: params(clusterId),
  ...more,
})
const many = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, at) => seriesOf(`cls-${at}`, more))

async function read(series: unknown, cookie = viewer, by = proxy) {
  const answer = await by.write('POST', '/api/series', { series }, cookie)
  const { data } = answer.body
  const answers: unknown = isFields(data) ? data.series : []
  return { ...answer, answers: Array.isArray(answers) ? answers : [] }
}

/** Each answer's error code, or `ok`. */
const codesOf = (answers: readonly { error?: { codeDesc: string } }[]) =>
  answers.map(({ error }) => error?.codeDesc ?? 'ok')

describe('several series', () => {
  it('are answered in their order, each with the data that the action returns', async () => {
    const { status, answers } = await read([seriesOf('cls-a'), seriesOf('cls-long')])
    expect(status).toBe(200)
    expect(answers).toEqual([{ data: dataOf('cls-a') }, { data: dataOf('cls-long') }])
    const { body } = await proxy.call(viewer, 'GetMonitorData', params('cls-a'))
    expect(body.data).toEqual(dataOf('cls-a'))
  })

  it('tell their age one by one', async () => {
    const { answers, headers } = await read([seriesOf('cls-a'), seriesOf('cls-aged')])
    expect(answers).toEqual([{ data: dataOf('cls-a') }, { data: dataOf('cls-aged'), age: 90 }])
    expect(headers.get('Age')).toBeNull()
  })

  it('are sent once if they are identical, also for single calls', async () => {
    await read([seriesOf('cls-a'), seriesOf('cls-a'), seriesOf('cls-b')])
    await proxy.call(viewer, 'GetMonitorData', params('cls-b'))
    expect(upstream.received.map(clusterOf).sort()).toEqual(['cls-a', 'cls-b'])
  })

  it.each([
    ['an object that does not exist', seriesOf('cls-gone')],
    ['an unknown account', seriesOf('cls-a', { account: 'nobody' })],
    ['an unknown region', seriesOf('cls-a', { region: 'nowhere' })],
    ['an unknown metric', seriesOf('', { params: { ...params('cls-a'), metricName: 'speed' } })],
    ['no parameters', { account: 'prod', region: 'gz' }],
    ['no account', { region: 'gz', params: params('cls-a') }],
    ['an unknown parameter', seriesOf('', { params: { ...params('cls-a'), limit: 1 } })],
  ])('with %s do not fail the others, and the error is that of the action', async (_, bad) => {
    const { status, answers } = await read([seriesOf('cls-a'), bad, seriesOf('cls-b')])
    expect(status).toBe(200)
    expect([answers[0], answers[2]]).toEqual([{ data: dataOf('cls-a') }, { data: dataOf('cls-b') }])
    const alone = await proxy.write('POST', '/api/call/GetMonitorData', bad, viewer)
    const { requestId: _own, ...error } = answers[1].error
    const { requestId: _other, ...expected } = alone.body.error ?? { requestId: '' }
    expect(expected).toHaveProperty('codeDesc')
    expect([answers[1].status, error]).toEqual([alone.status, expected])
  })

  it.each([null, 7, 'cls-a', [seriesOf('cls-a')]])(
    'with %j among them do not fail the others',
    async (bad) => {
      const { answers } = await read([bad, seriesOf('cls-a')])
      expect(codesOf(answers)).toEqual(['InvalidParameter', 'ok'])
    },
  )
})

describe('the list of series', () => {
  it.each([
    ['missing', undefined, 'list'],
    ['an object', {}, 'list'],
    ['empty', [], 'tooFew'],
    ['too long', many(maxSeries + 1), 'tooMany'],
  ])('is refused if it is %s, and nothing is sent', async (_, series, rule) => {
    const { status, body } = await read(series)
    expect([status, body.error?.codeDesc]).toEqual([400, 'InvalidParameter'])
    expect(body.error?.fields).toMatchObject([{ path: 'series', rule }])
    expect(upstream.received).toEqual([])
  })

  it('may have as many series as documented', async () => {
    const { answers } = await read(many(maxSeries))
    expect(codesOf(answers)).toEqual(Array.from({ length: maxSeries }, () => 'ok'))
  })
})

describe('limits', () => {
  it('read at most eight series of an account at the same time', async () => {
    let running = 0
    let most = 0
    upstream.reply = async (received) => {
      running += 1
      most = Math.max(most, running)
      // The reads of both regions overlap as far as the proxy allows.
      await new Promise(setImmediate)
      await new Promise(setImmediate)
      running -= 1
      return answerOf(received)
    }
    await read([...many(30), ...many(30, { region: 'sh' })])
    expect(upstream.received).toHaveLength(60)
    expect(most).toBeLessThanOrEqual(8)
  })

  it('count every series against the rates of its user, account and region', async () => {
    const high = { perSecond: 1000, burst: 1 }
    const limited = await temporaryProxy({
      accounts: accounts(upstream.url),
      limits: { session: high, user: { perSecond: 6, burst: 1 }, account: high, region: high },
    })
    const ada = await limited.signInAs('viewer', 'ada')
    const codes = codesOf((await read(many(8), ada, limited)).answers)
    expect(codes).toEqual([...Array(6).fill('ok'), 'TooManyRequests', 'TooManyRequests'])
    const ben = await limited.signInAs('viewer', 'ben')
    expect(codesOf((await read(many(2), ben, limited)).answers)).toEqual(['ok', 'ok'])
  })

  it('of one account do not refuse the series of another', async () => {
    const high = { perSecond: 1000, burst: 1 }
    const limited = await temporaryProxy({
      accounts: accounts(upstream.url),
      limits: { session: high, user: high, account: { perSecond: 2, burst: 1 }, region: high },
    })
    const ada = await limited.signInAs('viewer', 'ada')
    const { answers } = await read([...many(3), ...many(2, { account: 'other' })], ada, limited)
    expect(codesOf(answers)).toEqual(['ok', 'ok', 'TooManyRequests', 'ok', 'ok'])
  })
})

describe('access', () => {
  it('is that of a read: for read-only users, and while the console is read-only', async () => {
    const operator = await proxy.signInAs('operator', 'readOnly')
    await proxy.store.users.change('readOnly', { isReadOnly: true })
    await proxy.store.switches.set('readOnly', true, { user: 'admin', at: 0 })
    expect(codesOf((await read([seriesOf('cls-a')], operator)).answers)).toEqual(['ok'])
    await proxy.store.switches.set('readOnly', false, { user: 'admin', at: 0 })
    expect(await proxy.rows()).toEqual([])
  })

  it('needs a session, and of a page the headers of a write', async () => {
    const body = JSON.stringify({ series: [seriesOf('cls-a')] })
    const headers = { 'Content-Type': 'application/json', Origin: 'http://console.test' }
    const withCookie = { ...headers, Cookie: viewer }
    const codes = []
    for (const sent of [
      { ...headers, 'X-Gantry': '1' },
      withCookie,
      { ...withCookie, 'X-Gantry': '1', Origin: 'http://evil.test' },
      { ...withCookie, 'X-Gantry': '1', 'Content-Type': 'text/plain' },
    ]) {
      const answer = await proxy.send('/api/series', { method: 'POST', headers: sent, body })
      codes.push(answer.body.error?.codeDesc)
    }
    expect(codes).toEqual(['SignInRequired', 'CrossSite', 'CrossSite', 'NotJson'])
    expect(upstream.received).toEqual([])
  })

  it('is granted to an access token, limited to its scope', async () => {
    await proxy.signInAs('viewer', 'ben')
    const cookie = await proxy.signIn('ben')
    const scope = { regions: ['sh'] }
    const created = await proxy.write(
      'POST',
      '/api/tokens',
      { name: 'charts', role: 'viewer', days: 1, scope },
      cookie,
    )
    const { value } = isFields(created.body.data) ? created.body.data : {}
    const answer = await proxy.send('/api/series', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${value}` },
      body: JSON.stringify({ series: [seriesOf('cls-a'), seriesOf('cls-b', { region: 'sh' })] }),
    })
    const { series } = isFields(answer.body.data) ? answer.body.data : {}
    expect(Array.isArray(series) && codesOf(series)).toEqual(['OutOfScope', 'ok'])
  })

  it('is checked for each series, with one audit entry for all refusals of a request', async () => {
    const limited = await proxy.limited({ clusters: ['cls-a'] }, 'cleo')
    const before = await proxy.rows()
    const { answers } = await read(
      [seriesOf('cls-x'), seriesOf('cls-a'), seriesOf('cls-y')],
      limited,
    )
    expect(codesOf(answers)).toEqual(['OutOfScope', 'ok', 'OutOfScope'])
    expect(answers[0].error.message).toContain('cls-x')
    expect(upstream.received.map(clusterOf)).toEqual(['cls-a'])
    const added = (await proxy.rows()).slice(0, -before.length || undefined)
    expect(added).toMatchObject([{ user: 'cleo', action: 'GetMonitorData', outcome: 'refused' }])
  })
})
