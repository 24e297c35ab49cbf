import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMetrics } from '../../test/proxy/prometheus'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy

beforeEach(async () => {
  upstream = await startUpstream()
})
afterEach(async () => {
  await proxy.close()
  await upstream.close()
})

async function scrape() {
  const { text, headers, status } = await proxy.send('/metrics')
  expect(status).toBe(200)
  expect(headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const families = readMetrics(text)
  return {
    text,
    families,
    /** Returns the value of a series, or undefined. */
    value: (name: string, labels: Record<string, string> = {}) => {
      const family = families.get(name.replace(/_(bucket|sum|count)$/, '')) ?? families.get(name)
      const isIt = (sampleLabels: Record<string, string>) =>
        Object.keys(sampleLabels).length === Object.keys(labels).length &&
        Object.entries(labels).every(([label, value]) => sampleLabels[label] === value)
      return family?.samples.find((sample) => sample.name === name && isIt(sample.labels))?.value
    },
  }
}

/** An endpoint that responds after a delay on the test's clock. */
async function slowProxy(seconds: () => number) {
  proxy = await testProxy({ accounts: [accountAt(upstream.url)] })
  const { transport } = proxy.ports
  proxy.ports.transport = (request) => {
    proxy.clock.pass(seconds())
    return transport(request)
  }
  return proxy.signInAs('admin', 'ada')
}

const route = 'POST /api/call/:name'
const action = 'DescribeCluster'

describe('GET /metrics', () => {
  it('has the Prometheus text format from the start', async () => {
    proxy = await testProxy()
    const { families } = await scrape()
    const types = Object.fromEntries([...families].map(([name, { type }]) => [name, type]))
    expect(types).toEqual({
      gantry_requests_total: 'counter',
      gantry_request_duration_seconds: 'histogram',
      gantry_requests_in_flight: 'gauge',
      gantry_upstream_total: 'counter',
      gantry_upstream_duration_seconds: 'histogram',
      gantry_upstream_in_flight: 'gauge',
      gantry_circuits_open: 'gauge',
      gantry_sign_ins_total: 'counter',
      gantry_audit_failures_total: 'counter',
    })
    for (const { help } of families.values()) expect(help).toMatch(/^[A-Z].*\.$/)
  })

  it('has the durations of requests and calls to the cloud', async () => {
    let took = 0
    const cookie = await slowProxy(() => took)
    for (const seconds of [0, 0.02, 0.3, 40]) {
      took = seconds
      await proxy.call(cookie, action, {})
    }
    const { value } = await scrape()
    for (const [name, labels] of [
      ['gantry_request_duration_seconds', { route }],
      ['gantry_upstream_duration_seconds', { action }],
    ] as const) {
      const within = (le: string) => value(`${name}_bucket`, { ...labels, le })
      expect(value(`${name}_count`, labels)).toBe(4)
      expect(value(`${name}_sum`, labels)).toBeCloseTo(40.32)
      expect([within('0.005'), within('0.02'), within('0.5'), within('30')]).toEqual([1, 2, 3, 3])
      expect(within('+Inf')).toBe(4)
    }
  })

  it('includes the durations of failed calls', async () => {
    const cookie = await slowProxy(() => 2)
    upstream.reply = () => envelope(5000, 'ClusterNotFound', 'no such cluster')
    await proxy.call(cookie, action, {})
    const { value } = await scrape()
    expect(value('gantry_upstream_total', { action, outcome: '5000' })).toBe(1)
    expect(value('gantry_upstream_duration_seconds_sum', { action })).toBe(2)
    expect(value('gantry_upstream_in_flight')).toBe(0)
  })

  it('counts requests by route and status', async () => {
    const cookie = await slowProxy(() => 0)
    await proxy.call(cookie, action, {})
    for (const who of ['', '']) await proxy.call(who, action, {})
    await proxy.send('/api/none')
    const { value } = await scrape()
    const counted = (of: string, outcome: string) =>
      value('gantry_requests_total', { route: of, outcome })
    expect([counted(route, '200'), counted(route, '401'), counted('none', '404')]).toEqual([
      1, 2, 1,
    ])
  })

  it('counts endpoint failures without names or addresses', async () => {
    const cookie = await slowProxy(() => 0)
    upstream.reply = () => ({ body: '<html>' })
    const { body } = await proxy.call(cookie, action, {})
    expect(body.error?.message).toMatch(/Account prod.*127\.0\.0\.1/)
    const { value, text } = await scrape()
    expect(value('gantry_upstream_total', { action, outcome: 'UpstreamBadAnswer' })).toBe(1)
    expect(text).not.toMatch(/prod|127\.0\.0\.1|ada/)
  })

  it('has the number of requests and calls in flight', async () => {
    const cookie = await slowProxy(() => 0)
    let releaseAnswer = () => {}
    const requestReceived = new Promise<void>((received) => {
      upstream.reply = () => {
        received()
        return new Promise((resolve) => {
          releaseAnswer = () => resolve(envelope(0, 'Success', '', {}))
        })
      }
    })
    const call = proxy.call(cookie, action, {})
    await requestReceived
    const during = await scrape()
    expect(during.value('gantry_upstream_in_flight')).toBe(1)
    // Two requests are in flight: the call and the scrape itself.
    expect(during.value('gantry_requests_in_flight')).toBe(2)
    releaseAnswer()
    await call
    const scrapedAfter = await scrape()
    expect(scrapedAfter.value('gantry_upstream_in_flight')).toBe(0)
    expect(scrapedAfter.value('gantry_requests_in_flight')).toBe(1)
  })

  it('counts sign-ins by outcome', async () => {
    proxy = await testProxy()
    await proxy.signInAs('viewer', 'ada')
    const wrongCredentials = { user: 'ada', password: 'wrong' }
    for (let times = 0; times < 6; times += 1)
      await proxy.write('POST', '/api/session', wrongCredentials)
    const { value, text } = await scrape()
    const signIns = (outcome: string) =>
      value('gantry_sign_ins_total', { way: 'password', outcome })
    expect([signIns('ok'), signIns('refused'), signIns('limited')]).toEqual([1, 5, 1])
    expect(text).not.toMatch(/ada/)
  })

  it('counts audit entries that could not be written', async () => {
    proxy = await testProxy({ accounts: [accountAt(upstream.url)] })
    const cookie = await proxy.signInAs('operator', 'ada')
    expect((await scrape()).value('gantry_audit_failures_total')).toBe(0)
    proxy.store.audit.add = () => Promise.reject(new Error('disk full'))
    const web = { clusterId: 'cls-1', serviceName: 'web' }
    await proxy.call(cookie, 'PauseClusterService', web)
    expect((await scrape()).value('gantry_audit_failures_total')).toBe(1)
  })

  it('has the facts of the process, without the version', async () => {
    const facts = {
      startedAt: 1_700_000_000_500,
      residentBytes: 81_000_000,
      lag: { p99: 3, max: 20 },
    }
    proxy = await testProxy({ processFacts: () => facts })
    const { value, text } = await scrape()
    expect(value('process_start_time_seconds')).toBe(1_700_000_000.5)
    expect(value('process_resident_memory_bytes')).toBe(81_000_000)
    expect(value('gantry_event_loop_lag_seconds', { quantile: '0.99' })).toBe(0.003)
    expect(value('gantry_event_loop_lag_seconds', { quantile: '1' })).toBe(0.02)
    expect(text).not.toMatch(/version/i)
  })

  it('has a number of series that clients cannot increase', async () => {
    const cookie = await slowProxy(() => 0)
    const lines = async () => (await scrape()).text.split('\n').length
    await proxy.send('/api/none')
    await proxy.call(cookie, 'DescribeNothing', {})
    // A scrape is counted after it has finished.
    await lines()
    const before = await lines()
    for (let at = 0; at < 50; at += 1) {
      await proxy.send(`/api/none-${at}`)
      await proxy.send(`/made-up-${at}"\\\n`)
      await proxy.call(cookie, `DescribeNothing${at}`, {})
    }
    expect(await lines()).toBe(before)
    // An endpoint may answer with any code.
    let code = 70_000
    upstream.reply = () => {
      code += 1
      return envelope(code, 'Strange', '')
    }
    for (let at = 0; at < 80; at += 1) await proxy.call(cookie, action, {})
    const { families, value } = await scrape()
    const outcomes = families.get('gantry_upstream_total')?.samples ?? []
    expect(outcomes.length).toBeLessThan(60)
    expect(outcomes.reduce((sum, outcome) => sum + outcome.value, 0)).toBe(80)
    expect(value('gantry_upstream_total', { action, outcome: 'other' })).toBeGreaterThan(20)
  })
})
