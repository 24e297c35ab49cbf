import { beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy } from '../../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../../test/proxy/temporary'
import { envelope, secretId, secretKey, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeEach(async () => {
  upstream = await temporaryUpstream()
  const token = 'temporary-token-nobody-may-see'
  const down = accountAt('http://127.0.0.1:9', { name: 'down' })
  proxy = await temporaryProxy({ accounts: [accountAt(upstream.url, { token }), down] })
  cookie = await proxy.signInAs('viewer')
})

const view = async () => (await proxy.send('/api/accounts', { headers: { Cookie: cookie } })).body
const check = (name: string, who = cookie) => proxy.write('POST', `/api/accounts/${name}`, {}, who)

describe('the state of accounts', () => {
  it('shows which account answers, without keys', async () => {
    expect((await view()).data).toMatchObject([
      { name: 'prod', isTemporary: true, regions: [{ region: 'gz' }, { region: 'sh' }] },
      { name: 'down', isTemporary: false },
    ])
    const { status, body } = await check('prod')
    expect(status).toBe(200)
    const answered = { answeredAt: proxy.clock.now() }
    expect(body.data).toMatchObject({ regions: [answered, answered] })
    // Calls are concurrent, so their order does not matter.
    expect(
      upstream.received.map(({ params, isSigned }) => `${params.Region} ${isSigned}`).sort(),
    ).toEqual(['gz true', 'sh true'])
    const output = proxy.output.join('\n')
    for (const secret of [secretKey, secretId, 'temporary-token'])
      expect(output).not.toContain(secret)
  })

  it('shows why an account does not answer, until it does', async () => {
    expect((await check('down')).body.data).toMatchObject({
      regions: [
        { error: { codeDesc: 'UpstreamDown', message: expect.stringContaining('down') } },
        {},
      ],
    })
    upstream.reply = () => envelope(4100, 'AuthFailure', `bad key ${secretId}`)
    await proxy.call(cookie, 'DescribeCluster', {})
    const [prod] = JSON.parse(JSON.stringify((await view()).data))
    expect(prod.regions[0].error).toMatchObject({ code: 4100, action: 'DescribeCluster' })
    expect(JSON.stringify(prod)).not.toContain(secretId)
    upstream.reply = () => envelope(0, 'Success', '', {})
    await proxy.call(cookie, 'DescribeCluster', {})
    const [stateAgain] = JSON.parse(JSON.stringify((await view()).data))
    expect(stateAgain.regions[0]).not.toHaveProperty('error')
  })

  it('shows when each region last answered, including refusals', async () => {
    const regions = async () => JSON.parse(JSON.stringify((await view()).data))[0].regions
    const heardAt = proxy.clock.now()
    upstream.reply = () => envelope(4500, 'ReplayAttack', 'again')
    await proxy.call(cookie, 'DescribeCluster', {})
    proxy.clock.pass(60)
    upstream.reply = () => 'close'
    const [refused, untouched] = await regions()
    expect(refused).toMatchObject({ answeredAt: heardAt, error: { code: 4500 } })
    expect(untouched).toEqual({ region: 'sh' })
    await proxy.call(cookie, 'DescribeCluster', {})
    await proxy.call(cookie, 'DescribeCluster', {}, { region: 'sh' })
    const [silent, never] = await regions()
    expect(silent).toMatchObject({ answeredAt: heardAt, error: { codeDesc: 'UpstreamDown' } })
    expect(never).not.toHaveProperty('answeredAt')
  })

  it('does not count a refused request as a fault of the account', async () => {
    upstream.reply = () => envelope(5000, 'ClusterNotFound', 'no')
    await proxy.call(cookie, 'DescribeClusterService', { clusterId: 'cls-1' })
    expect(JSON.stringify((await view()).data)).not.toContain('ClusterNotFound')
  })

  it('measures the clock difference', async () => {
    const Date_ = new Date(proxy.clock.now() + 90_000).toUTCString()
    upstream.reply = () => ({ ...envelope(0, 'Success', '', {}), headers: { Date: Date_ } })
    await proxy.call(cookie, 'DescribeCluster', {})
    const [prod] = JSON.parse(JSON.stringify((await view()).data))
    expect(Math.round(prod.regions[0].skew / 1000)).toBeCloseTo(-90, -1)
    // After a response without a valid Date header, the last measured difference is kept.
    upstream.reply = () => ({ ...envelope(0, 'Success', '', {}), headers: { Date: 'no time' } })
    await proxy.call(cookie, 'DescribeCluster', {})
    expect((await view()).data).toMatchObject([
      { regions: [{ skew: prod.regions[0].skew }, {}] },
      {},
    ])
    await proxy.proxy.checkAccounts()
    expect(proxy.output.join('\n')).toMatch(/"account":"prod",.*"clockAheadSeconds":-9\d/)
    const nearDate = new Date(proxy.clock.now() + 30_000).toUTCString()
    upstream.reply = () => ({ ...envelope(0, 'Success', '', {}), headers: { Date: nearDate } })
    const linesBefore = proxy.output.length
    await proxy.proxy.checkAccounts()
    expect(proxy.output.slice(linesBefore).join('\n')).toMatch(/"account":"prod"/)
    expect(proxy.output.slice(linesBefore).join('\n')).not.toContain('clockAheadSeconds')
  })

  it('is checked on demand, with a log line per region', async () => {
    await proxy.proxy.checkAccounts()
    const lines = proxy.output.map((value): unknown =>
      JSON.parse(value.startsWith('{') ? value : '{}'),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'account', account: 'prod', region: 'gz', ok: true }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({
        account: 'down',
        ok: false,
        message: expect.stringMatching(/Account down: the endpoint .* cannot be reached/),
      }),
    )
  })

  it('is checked once for concurrent requests', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    upstream.reply = async () => {
      await released
      return envelope(0, 'Success', '', {})
    }
    const pendingChecks = Array.from({ length: 40 }, () => check('prod'))
    await expect.poll(() => upstream.received.length).toBe(2)
    release()
    for (const { status } of await Promise.all(pendingChecks)) expect(status).toBe(200)
    expect(upstream.received).toHaveLength(2)
    await check('prod')
    expect(upstream.received).toHaveLength(4)
  })

  it("is limited to accounts and regions in the user's scope", async () => {
    await proxy.store.users.change('viewer', { scope: { accounts: ['prod'], regions: ['sh'] } })
    expect((await view()).data).toMatchObject([{ name: 'prod', regions: [{ region: 'sh' }] }])
    expect((await check('down')).status).toBe(404)
    expect((await check('prod', '')).status).toBe(401)
  })
})
