import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DescribeCluster } from '../../../src/contract/actions/clusters/clusters'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'
import { type OutgoingRequest, TransportError } from '../ports'
import { createCircuits } from './circuits'

const account = accountAt('http://127.0.0.1:9')
const place = { action: DescribeCluster, account, region: 'gz' }

let at = 0
let circuits = createCircuits({ now: () => 1_000_000 + at, elapsed: () => at })
beforeEach(() => {
  at = 0
  circuits = createCircuits({ now: () => 1_000_000 + at, elapsed: () => at })
})

/** Starts calls at the same time, all of which time out. */
function timeOut(times: number) {
  const entries = Array.from({ length: times }, () => circuits.enter(place))
  at += 15_000
  for (const entry of entries) entry.timedOut()
}

describe('a circuit', () => {
  it('opens after five consecutive calls without a response', () => {
    timeOut(4)
    expect(circuits.openIn('prod', 'gz')).toBeUndefined()
    timeOut(1)
    expect(circuits.openIn('prod', 'gz')).toEqual({ since: 1_030_000, retryAt: 1_040_000 })
    expect(circuits.openCount()).toBe(1)
    expect(() => circuits.enter(place)).toThrow(/prod does not respond in the region gz.*in 10 s/)
  })

  it('stays closed if other calls were answered meanwhile', () => {
    const slow = Array.from({ length: 10 }, () => circuits.enter(place))
    at += 5000
    circuits.enter(place).answered()
    at += 10_000
    for (const circuit of slow) circuit.timedOut()
    expect(circuits.openCount()).toBe(0)
  })

  it('applies to one account and region', () => {
    timeOut(5)
    circuits.enter({ ...place, region: 'sh' })
    circuits.enter({ ...place, account: { ...account, name: 'other' } })
    expect(circuits.openIn('prod', 'sh')).toBeUndefined()
  })

  it('sends one call as a trial, closes when it is answered, and waits longer otherwise', () => {
    timeOut(5)
    at += 9999
    expect(() => circuits.enter(place)).toThrow(/in 1 s/)
    at += 1
    const trial = circuits.enter(place)
    expect(() => circuits.enter(place)).toThrow(/Nothing was sent/)
    at += 15_000
    trial.timedOut()
    expect(() => circuits.enter(place)).toThrow(/in 20 s/)
    at += 20_000
    circuits.enter(place).answered()
    expect(circuits.openCount()).toBe(0)
    for (let times = 0; times < 3; times += 1) circuits.enter(place)
  })

  it('lets an account check through, and waits at most a minute between trials', () => {
    timeOut(5)
    circuits.enter(place, true).timedOut()
    for (let times = 0; times < 5; times += 1) {
      at += 60_000
      circuits.enter(place).timedOut()
    }
    expect(() => circuits.enter(place)).toThrow(/in 60 s/)
    circuits.enter(place, true).answered()
    expect(circuits.openCount()).toBe(0)
  })
})

describe('a region that hangs', () => {
  let upstream: Upstream
  let proxy: TestProxy
  let isHanging = true

  beforeEach(async () => {
    isHanging = true
    upstream = await startUpstream()
    upstream.reply = () => envelope(0, 'Success', '', {})
    const accounts = [accountAt(upstream.url)]
    proxy = await testProxy({ accounts })
    const { transport } = proxy.ports
    proxy.ports.transport = (request: OutgoingRequest) => {
      const isFor = new TextDecoder().decode(request.body).includes('Region=gz')
      return isHanging && isFor
        ? Promise.reject(new TransportError('timeout', true, 'time is up'))
        : transport(request)
    }
  })
  afterEach(async () => {
    await proxy.close()
    await upstream.close()
  })

  it('is answered with 503 and the time of the next attempt, and shown in the settings and metrics', async () => {
    const ada = await proxy.signInAs('viewer', 'ada')
    const read = (region = 'gz') => proxy.call(ada, 'DescribeCluster', {}, { region })
    for (let times = 0; times < 5; times += 1) {
      expect((await read()).body.error?.codeDesc).toBe('UpstreamSlow')
    }
    const refused = await read()
    expect([refused.status, refused.body.error?.codeDesc]).toEqual([503, 'CircuitOpen'])
    expect(refused.headers.get('Retry-After')).toBe('10')
    expect((await read('sh')).status).toBe(200)
    const headers = { Cookie: ada }
    const at = proxy.clock.now()
    const accountList = await proxy.send('/api/accounts', { headers })
    expect(accountList.body.data).toMatchObject([
      {
        regions: [{ region: 'gz', circuit: { since: at, retryAt: at + 10_000 } }, { region: 'sh' }],
      },
    ])
    expect((await proxy.send('/metrics')).text).toContain('gantry_circuits_open 1')
    isHanging = false
    proxy.clock.pass(10)
    expect((await read()).status).toBe(200)
    expect((await proxy.send('/metrics')).text).toContain('gantry_circuits_open 0')
  })
})
