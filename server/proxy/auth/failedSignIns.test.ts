import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'
import type { Store } from '../ports'

let proxy: TestProxy

beforeEach(async () => {
  proxy = await testProxy()
  await proxy.signInAs('operator', 'ada')
})
afterEach(() => proxy.close())

const rightPassword = 'ada-password'
const signInAt =
  ({ write }: TestProxy) =>
  (user: string, password: string, address = '192.0.2.9', cookie = '') =>
    write('POST', '/api/session', { user, password }, cookie, { address, tls: false })
const tryIn = (...args: Parameters<ReturnType<typeof signInAt>>) => signInAt(proxy)(...args)

/** The device cookie of a sign-in. */
async function deviceOf(user: string, address: string): Promise<string> {
  const { headers } = await tryIn(user, `${user}-password`, address)
  const [device = ''] = headers
    .getSetCookie()
    .filter((value) => value.startsWith('gantry-device-test='))
  return device.split(';')[0] ?? ''
}

/** Fails this many sign-ins, advancing the clock whenever an attempt is delayed. */
async function fail(times: number, user = 'ada', address = '192.0.2.9') {
  for (let count = 0; count < times; count += 1) {
    let { status, headers } = await tryIn(user, 'wrong', address)
    if (status === 429) {
      proxy.clock.pass(Number(headers.get('Retry-After')))
      ;({ status, headers } = await tryIn(user, 'wrong', address))
    }
    expect(status, `failure ${count}`).toBe(401)
  }
}

const retryAfter = async (...args: Parameters<typeof tryIn>) => {
  const { status, headers } = await tryIn(...args)
  return [status, headers.get('Retry-After')]
}

describe('failed sign-ins of a user from an address', () => {
  it('delay the next one after five, without checking its password', async () => {
    await fail(5)
    proxy.passwords.verified.length = 0
    const refused = await tryIn('ada', rightPassword)
    expect(refused.status).toBe(429)
    expect(refused.body.error).toMatchObject({ code: 429, codeDesc: 'TooManyAttempts' })
    expect(refused.headers.get('Retry-After')).toBe('2')
    expect(proxy.passwords.verified).toEqual([])
    proxy.clock.pass(2)
    expect((await tryIn('ada', rightPassword)).status).toBe(200)
  })

  it('double the delay each time, up to 15 minutes', async () => {
    await fail(5)
    for (const seconds of [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      expect(await retryAfter('ada', 'wrong')).toEqual([429, String(seconds)])
      proxy.clock.pass(seconds - 1)
      expect((await tryIn('ada', 'wrong')).status).toBe(429)
      proxy.clock.pass(1)
      expect((await tryIn('ada', 'wrong')).status).toBe(401)
    }
  })

  it('expire one by one', async () => {
    await fail(6)
    proxy.clock.pass(4 * 30 * 60)
    await fail(3)
    expect(await retryAfter('ada', rightPassword)).toEqual([429, '2'])
  })

  it('never delay the user elsewhere', async () => {
    for (let count = 0; count < 200; count += 1) {
      proxy.clock.pass(0.25)
      await tryIn('ada', 'wrong', '198.51.100.1')
      if (count % 20 === 0) expect((await tryIn('ada', rightPassword)).status).toBe(200)
    }
  })

  it('count from the start of an attempt, so that concurrent attempts gain nothing', async () => {
    const all = await Promise.all(
      Array.from({ length: 15 }, (_, index) => tryIn('ada', `guess-${index}`)),
    )
    expect(all.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(all.filter(({ status }) => status === 429)).toHaveLength(10)
  })

  it('are reset by a success', async () => {
    for (let round = 0; round < 6; round += 1) {
      await fail(4, 'ada', `10.0.0.${round}`)
      expect((await tryIn('ada', rightPassword, `10.0.0.${round}`)).status).toBe(200)
    }
  })

  it('survive a restart and apply to other consoles on the store', async () => {
    await fail(5)
    const store = await proxy.testDatabase.open()
    const otherProxy = await testProxy({ store, clock: proxy.clock })
    expect((await signInAt(otherProxy)('ada', rightPassword)).status).toBe(429)
    await otherProxy.close()
    await store.close()
  })
})

describe('failed sign-ins from an address', () => {
  it('delay only this address after twenty', async () => {
    for (let count = 0; count < 20; count += 1) await fail(1, `user${count}`)
    expect(await retryAfter('ada', rightPassword)).toEqual([429, '2'])
    expect((await tryIn('ada', rightPassword, '192.0.2.10')).status).toBe(200)
    proxy.clock.pass(2)
    expect((await tryIn('ada', rightPassword)).status).toBe(200)
  })

  it('double the delay up to one minute', async () => {
    for (let count = 0; count < 20; count += 1) await fail(1, `user${count}`)
    for (const seconds of [2, 4, 8, 16, 32, 60, 60]) {
      expect(await retryAfter('ada', rightPassword)).toEqual([429, String(seconds)])
      proxy.clock.pass(seconds)
      await fail(1, `late${seconds}`)
    }
  })

  it('count for all addresses of an IPv6 network', async () => {
    for (let count = 0; count < 20; count += 1) {
      const address = count % 2 ? `2001:db8::${count}` : `2001:0DB8:0:0:${count}::1`
      await fail(1, `user${count}`, address)
    }
    expect((await tryIn('ada', rightPassword, '2001:db8::ffff')).status).toBe(429)
    expect((await tryIn('ada', rightPassword, '2001:db8:0:1::1')).status).toBe(200)
  })

  it('are kept after a success of one of its users', async () => {
    for (let count = 0; count < 19; count += 1) await fail(1, `user${count}`)
    expect((await tryIn('ada', rightPassword)).status).toBe(200)
    await fail(1, 'user19')
    expect((await tryIn('ada', rightPassword)).status).toBe(429)
  })
})

describe('a browser that the user has signed in from', () => {
  it('is not delayed by the failures of others at its address', async () => {
    const device = await deviceOf('ada', '192.0.2.9')
    expect(device).toMatch(/^gantry-device-test=[0-9a-f]{32}$/)
    for (let count = 0; count < 20; count += 1) await fail(1, `user${count}`)
    expect((await tryIn('ada', rightPassword)).status).toBe(429)
    for (let count = 0; count < 3; count += 1) {
      expect((await tryIn('ada', rightPassword, '192.0.2.9', device)).status).toBe(200)
    }
  })

  it('is delayed after ten failures of its own', async () => {
    const device = await deviceOf('ada', '192.0.2.9')
    const guess = () => tryIn('ada', 'wrong', '192.0.2.9', device)
    for (let count = 0; count < 10; count += 1) expect((await guess()).status).toBe(401)
    expect((await guess()).status).toBe(429)
  })

  it('is not known to other users', async () => {
    await proxy.signInAs('operator', 'bob')
    const device = await deviceOf('bob', '192.0.2.1')
    await fail(5)
    expect((await tryIn('ada', rightPassword, '192.0.2.9', device)).status).toBe(429)
  })

  it('remembers several users', async () => {
    await proxy.signInAs('operator', 'bob')
    const first = await deviceOf('ada', '192.0.2.1')
    const { headers } = await tryIn('bob', 'bob-password', '192.0.2.1', first)
    const deviceCookie = headers.getSetCookie()[1]?.split(';')[0] ?? ''
    await fail(5)
    await fail(5, 'bob')
    expect((await tryIn('ada', rightPassword, '192.0.2.9', deviceCookie)).status).toBe(200)
    expect((await tryIn('bob', 'bob-password', '192.0.2.9', deviceCookie)).status).toBe(200)
  })

  it('is forgotten with its user', async () => {
    const device = await deviceOf('ada', '192.0.2.1')
    await proxy.store.users.remove('ada')
    await proxy.signInAs('operator', 'ada')
    await fail(5)
    expect((await tryIn('ada', rightPassword, '192.0.2.9', device)).status).toBe(429)
  })
})

describe('a clock that is set', () => {
  const hour = 3600

  it.each([1, 24 * 365])('back by %s hours keeps the failures and their delay', async (hours) => {
    await fail(7)
    proxy.clock.pass(-hours * hour)
    expect(await retryAfter('ada', rightPassword)).toEqual([429, '8'])
    proxy.clock.pass(8)
    await fail(1)
    expect(await retryAfter('ada', rightPassword)).toEqual([429, '16'])
    proxy.clock.pass(16)
    expect((await tryIn('ada', rightPassword)).status).toBe(200)
  })

  it('back during a restart keeps the failures and their delay', async () => {
    await fail(7)
    proxy.clock.pass(-hour)
    const otherProxy = await testProxy({ store: proxy.store, clock: proxy.clock })
    expect((await signInAt(otherProxy)('ada', rightPassword)).status).toBe(429)
    proxy.clock.pass(8)
    expect((await signInAt(otherProxy)('ada', rightPassword)).status).toBe(200)
    await otherProxy.close()
  })

  it('forward or back while the process runs changes nothing', async () => {
    let elapsed = 0
    const otherProxy = await testProxy({
      store: proxy.store,
      clock: proxy.clock,
      elapsed: () => elapsed,
    })
    const signIn = signInAt(otherProxy)
    for (let count = 0; count < 7; count += 1) {
      expect((await signIn('ada', 'wrong')).status).toBe(401)
      elapsed += 10_000
    }
    elapsed -= 10_000
    for (const hours of [1, -48, 24 * 365]) {
      proxy.clock.pass(hours * hour)
      const { headers } = await signIn('ada', rightPassword)
      expect(headers.get('Retry-After')).toBe('8')
    }
    elapsed += 8000
    expect((await signIn('ada', rightPassword)).status).toBe(200)
    await otherProxy.close()
  })
})

describe('a delayed sign-in', () => {
  /** A store that counts the writes of sign-in attempts. */
  function counted(store: Store) {
    const writes: string[] = []
    const failureCounts: Store['failureCounts'] = {
      ...store.failureCounts,
      change(...args) {
        writes.push('count')
        return store.failureCounts.change(...args)
      },
    }
    const audit: Store['audit'] = {
      ...store.audit,
      add(row) {
        writes.push(`audit ${row.outcome}`)
        return store.audit.add(row)
      },
    }
    return { writes, store: { ...store, failureCounts, audit } }
  }

  it('is recorded once a minute, and writes nothing else', async () => {
    await fail(10)
    const { writes, store } = counted(proxy.store)
    const otherProxy = await testProxy({ store, clock: proxy.clock })
    const signIn = signInAt(otherProxy)
    for (let count = 0; count < 50; count += 1) {
      expect((await signIn('ada', rightPassword)).status).toBe(429)
      proxy.clock.pass(0.01)
    }
    expect(writes).toEqual(['audit refused'])
    const rows = await proxy.store.audit.list({ limit: 20, action: 'SignIn' })
    expect(rows.filter(({ code }) => code === 429).at(0)).toMatchObject({
      user: 'ada',
      address: '192.0.2.9',
      outcome: 'refused',
      codeDesc: 'TooManyAttempts',
    })
    await otherProxy.close()
  })

  it('follows the store within a second', async () => {
    await fail(5)
    expect((await tryIn('ada', rightPassword)).status).toBe(429)
    await proxy.testDatabase.open().then(async (store) => {
      expect(await store.failureCounts.forget({ user: 'ada' })).toBe(1)
      await store.close()
    })
    proxy.clock.pass(1)
    expect((await tryIn('ada', rightPassword)).status).toBe(200)
  })
})
