import { afterEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'

const opened: (TestProxy | Upstream)[] = []
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})

async function start(overrides: Parameters<typeof testProxy>[0] = {}) {
  const upstream = await startUpstream()
  upstream.reply = () => envelope(0, 'Success', '', {})
  const accounts = [accountAt(upstream.url), accountAt(upstream.url, { name: 'other' })]
  const proxy = await testProxy({ accounts, ...overrides })
  opened.push(proxy, upstream)
  return { proxy, upstream }
}

const rate = (perSecond: number, burst = 1) => ({ perSecond, burst })

describe('the rate of requests', () => {
  it('is limited per session, with Retry-After, and recovers', async () => {
    const { proxy, upstream } = await start({ limits: { session: rate(5, 2), account: rate(99) } })
    const [ada, bob] = [
      await proxy.signInAs('viewer', 'ada'),
      await proxy.signInAs('viewer', 'bob'),
    ]
    const statusFor = async (who: string) => (await proxy.call(who, 'DescribeCluster', {})).status
    for (let times = 0; times < 10; times += 1) expect(await statusFor(ada)).toBe(200)
    const refusedAnswer = await proxy.call(ada, 'DescribeCluster', {})
    expect(refusedAnswer.status).toBe(429)
    expect(refusedAnswer.headers.get('Retry-After')).toBe('1')
    expect(refusedAnswer.body.error).toMatchObject({ code: 429, codeDesc: 'TooManyRequests' })
    expect(upstream.received).toHaveLength(10)
    expect(await statusFor(bob)).toBe(200)
    proxy.clock.pass(1)
    for (let times = 0; times < 5; times += 1) expect(await statusFor(ada)).toBe(200)
    expect(await statusFor(ada)).toBe(429)
  })

  it('is limited per user across sessions', async () => {
    const limits = { session: rate(99), user: rate(4), account: rate(99) }
    const { proxy } = await start({ limits })
    const first = await proxy.signInAs('viewer', 'ada')
    const [secondCookie, bob] = [await proxy.signIn('ada'), await proxy.signInAs('viewer', 'bob')]
    for (const who of [first, secondCookie, first, secondCookie]) {
      expect((await proxy.call(who, 'DescribeCluster', {})).status).toBe(200)
    }
    for (const who of [first, secondCookie]) {
      const refusedUser = await proxy.call(who, 'DescribeCluster', {})
      expect(refusedUser.status).toBe(429)
      expect(refusedUser.body.error?.message).toContain('The user ada exceeded its limit')
    }
    expect((await proxy.call(bob, 'DescribeCluster', {})).status).toBe(200)
  })

  it('is limited per region of an account', async () => {
    const limits = { session: rate(99), account: rate(99), region: rate(2) }
    const { proxy } = await start({ limits })
    const ada = await proxy.signInAs('viewer', 'ada')
    const read = async (region: string) =>
      (await proxy.call(ada, 'DescribeCluster', {}, { region })).status
    expect([await read('gz'), await read('gz'), await read('gz')]).toEqual([200, 200, 429])
    expect(await read('sh')).toBe(200)
  })

  it('is limited per account across sessions', async () => {
    const { proxy, upstream } = await start({ limits: { session: rate(99), account: rate(4) } })
    const [ada, bob] = [
      await proxy.signInAs('viewer', 'ada'),
      await proxy.signInAs('viewer', 'bob'),
    ]
    for (const who of [ada, bob, ada, bob]) await proxy.call(who, 'DescribeCluster', {})
    const refusedCall = await proxy.call(ada, 'DescribeCluster', {})
    expect(refusedCall.status).toBe(429)
    expect(refusedCall.headers.get('Retry-After')).toBe('1')
    expect(upstream.received).toHaveLength(4)
    const otherAnswer = await proxy.call(ada, 'DescribeCluster', {}, { account: 'other' })
    expect(otherAnswer.status).toBe(200)
  })
})

describe('concurrent calls', () => {
  it('are limited per session and account: further ones wait or are refused', async () => {
    const releases: (() => void)[] = []
    const { proxy, upstream } = await start()
    const { transport } = proxy.ports
    const busy = await testProxy({
      accounts: proxy.ports.accounts,
      transport: async (request) => {
        await new Promise<void>((resolve) => releases.push(resolve))
        return transport(request)
      },
    })
    opened.push(busy)
    const [ada, bob] = [await busy.signInAs('viewer', 'ada'), await busy.signInAs('viewer', 'bob')]
    const pendingCalls = Array.from({ length: 32 + 256 }, () =>
      busy.call(ada, 'DescribeCluster', {}),
    )
    await expect.poll(() => releases.length).toBe(32)
    await expect.poll(async () => (await busy.call(ada, 'DescribeCluster', {})).status).toBe(503)
    const turned = await busy.call(ada, 'DescribeCluster', {})
    expect(turned.body.error).toMatchObject({ code: 503, codeDesc: 'Busy' })
    expect(turned.headers.get('Retry-After')).toBe('1')
    const otherCall = busy.call(bob, 'DescribeCluster', {})
    await expect.poll(() => releases.length).toBe(33)
    const otherAccountCall = busy.call(ada, 'DescribeCluster', {}, { account: 'other' })
    await expect.poll(() => releases.length).toBe(34)
    for (let at = 0; at < 32 + 256 + 2; at += 1) {
      await expect.poll(() => releases.length).toBeGreaterThan(at)
      releases[at]?.()
    }
    expect((await otherCall).status).toBe(200)
    expect((await otherAccountCall).status).toBe(200)
    expect((await Promise.all(pendingCalls)).every(({ status }) => status === 200)).toBe(true)
    expect(upstream.received).toHaveLength(32 + 256 + 2)
  })

  /**
   * A console whose endpoint delays its responses until the test releases them, and an operator
   * with calls in flight.
   */
  async function delayedConsole() {
    const calls: (() => void)[] = []
    const { proxy, upstream } = await start()
    const { transport } = proxy.ports
    const busy = await testProxy({
      accounts: proxy.ports.accounts,
      transport: async (request) => {
        await new Promise<void>((resolve) => calls.push(resolve))
        return transport(request)
      },
    })
    opened.push(busy)
    const ada = await busy.signInAs('operator', 'ada')
    const admin = await busy.signInAs('admin')
    return { busy, calls, upstream, ada, admin }
  }

  it('are authorized again after waiting', async () => {
    const { busy, calls, upstream, ada, admin } = await delayedConsole()
    const pause = () =>
      busy.call(ada, 'PauseClusterService', { clusterId: 'cls-1', serviceName: 'web' })
    const pendingPauses = Array.from({ length: 33 }, pause)
    await expect.poll(() => calls.length).toBe(32)
    await expect.poll(async () => (await busy.rows()).length).toBe(33)
    await busy.write('PATCH', '/api/switches', { readOnly: true }, admin)
    for (const release of calls) release()
    const statuses = (await Promise.all(pendingPauses)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([...Array<number>(32).fill(200), 403])
    expect(upstream.received).toHaveLength(32)
    expect((await busy.rows()).filter(({ outcome }) => outcome === 'refused')).toHaveLength(1)
  })

  it.each(['here', 'elsewhere'])(
    'that read and wait are refused if the user is removed %s',
    async (where) => {
      const { busy, calls, upstream, ada, admin } = await delayedConsole()
      const pendingReads = Array.from({ length: 33 }, () => busy.call(ada, 'DescribeCluster', {}))
      await expect.poll(() => calls.length).toBe(32)
      if (where === 'here') await busy.write('DELETE', '/api/users/ada', undefined, admin)
      else {
        const otherStore = await busy.testDatabase.open()
        await otherStore.users.remove('ada')
        await otherStore.close()
        // Let the cached session expire.
        busy.clock.pass(1)
      }
      for (const release of calls) release()
      const statuses = (await Promise.all(pendingReads)).map(({ status }) => status)
      expect(statuses.toSorted()).toEqual([...Array<number>(32).fill(200), 401])
      expect(upstream.received).toHaveLength(32)
    },
  )
})
