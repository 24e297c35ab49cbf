import { beforeEach, describe, expect, it } from 'vitest'
import { origin, testProxy } from '../../test/proxy/proxy'
import { openTwoAccounts, type TwoAccounts } from '../../test/proxy/twoAccounts'
import type { Passwords } from '../ports'

let upstream: TwoAccounts['upstream']
let proxy: TwoAccounts['proxy']
let admin: string
let operator: string
let patch: TwoAccounts['patch']
let session: TwoAccounts['session']

beforeEach(async () => {
  ;({ upstream, proxy, admin, operator, patch, session } = await openTwoAccounts())
})

const web = { clusterId: 'cls-1', serviceName: 'web' }

describe('a scope', () => {
  it.each([
    ['clusters', 'scope'],
    [{ clusters: 'cls-1' }, 'scope.clusters'],
    [{ clusters: [''] }, 'scope.clusters'],
    [{ __proto__x: [] }, 'scope.__proto__x'],
  ])('cannot be %j', async (scope, path) => {
    const { status, body } = await patch('/api/users/operator', { scope })
    expect(status).toBe(400)
    expect(body.error?.fields).toMatchObject([{ path }])
  })

  it('is set together with read-only for a new user', async () => {
    const scope = { clusters: ['cls-1'] }
    const eve = { user: 'eve', password: 'long-enough', role: 'operator', scope, readOnly: true }
    expect((await proxy.write('POST', '/api/users', eve, admin)).status).toBe(200)
    const { body } = await session(await proxy.signIn('eve', 'long-enough'))
    expect(body.data).toMatchObject({ role: 'operator', scope, readOnly: true })
  })

  it('is set, shown and removed', async () => {
    const scope = { accounts: ['prod'], namespaces: [] }
    const { body } = await patch('/api/users/operator', { scope })
    expect(body.data).toMatchObject({ scope })
    expect((await session(operator)).body.data).toMatchObject({ accounts: [{ name: 'prod' }] })
    await patch('/api/users/operator', { scope: {} })
    expect((await session(operator)).body.data).toMatchObject({ scope: {} })
  })
})

describe("the user's own password", () => {
  const changePassword = (currentPassword: string, password = 'a new password', who = operator) =>
    proxy.write('POST', '/api/password', { currentPassword, password }, who)

  it('is changed with the current one, and ends all other sessions', async () => {
    const otherCookie = await proxy.signIn('operator')
    const { status, headers, text } = await changePassword('operator-password')
    expect(status, text).toBe(200)
    const [fresh = ''] = (headers.get('Set-Cookie') ?? '').split(';')
    expect((await session(fresh)).status).toBe(200)
    expect(fresh).not.toBe(operator)
    expect((await session(operator)).status).toBe(401)
    expect((await session(otherCookie)).status).toBe(401)
    await proxy.signIn('operator', 'a new password')
    expect((await proxy.rows())[0]).toMatchObject({ action: 'ChangeOwnPassword', outcome: 'ok' })
    expect(proxy.output.join()).not.toContain('a new password')
  })

  it('does not overwrite a password that an administrator has set meanwhile', async () => {
    const slow: Passwords = {
      ...proxy.passwords,
      async hash(password) {
        await proxy.store.users.change('operator', { passwordHash: 'hash of the latest' })
        return proxy.passwords.hash(password)
      },
    }
    const otherProxy = await testProxy({ store: proxy.store, clock: proxy.clock, passwords: slow })
    const body = { currentPassword: 'operator-password', password: 'a new password' }
    expect((await otherProxy.write('POST', '/api/password', body, operator)).status).toBe(400)
    await proxy.signIn('operator', 'the latest')
    await otherProxy.close()
  })

  it('is kept if the current one is wrong, and attempts are counted', async () => {
    for (let times = 0; times < 5; times += 1) {
      const { status, body } = await changePassword(`guess-${times}`)
      expect(status).toBe(400)
      expect(body.error?.fields).toMatchObject([{ path: 'currentPassword', rule: 'wrongPassword' }])
    }
    const refused = await changePassword('operator-password')
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '2'])
    expect((await session(operator)).status).toBe(200)
    // The sign-in is counted separately.
    await proxy.signIn('operator')
    proxy.clock.pass(2)
    expect((await changePassword('operator-password')).status).toBe(200)
  })

  it('must have the minimum length', async () => {
    const { status, body } = await changePassword('operator-password', 'short')
    expect(status).toBe(400)
    expect(body.error?.fields).toMatchObject([{ path: 'password', rule: 'tooShort' }])
  })
})

describe('a request with a slow body', () => {
  /** Sends a request whose body ends only after `meanwhile` has resolved. */
  const slowly = (path: string, body: object, who: string, meanwhile: () => Promise<unknown>) => {
    const stream = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          await meanwhile()
          controller.enqueue(new TextEncoder().encode(JSON.stringify(body)))
          controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    const headers = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: origin }
    const init = { method: 'POST', headers: { ...headers, Cookie: who }, body: stream }
    return proxy.send(path, Object.assign(init, { duplex: 'half' as const }))
  }

  it('is refused if its user is removed meanwhile', async () => {
    const secondAdmin = await proxy.signInAs('admin', 'second')
    const eve = { user: 'eve', password: 'long-enough', role: 'admin' }
    const remove = () => proxy.write('DELETE', '/api/users/second', undefined, admin)
    expect((await slowly('/api/users', eve, secondAdmin, remove)).status).toBe(401)
    expect(await proxy.store.users.find('eve')).toBeUndefined()
  })

  it('is refused if its user becomes a viewer meanwhile', async () => {
    const call = { account: 'prod', region: 'gz', params: web }
    const answer = await slowly('/api/call/PauseClusterService', call, operator, () =>
      patch('/api/users/operator', { role: 'viewer' }),
    )
    expect(answer.status).toBe(403)
    expect(upstream.received).toEqual([])
  })
})

describe('signing out everywhere', () => {
  it('ends all sessions of only the user', async () => {
    const otherCookie = await proxy.signIn('operator')
    expect((await proxy.write('POST', '/api/signOut', {}, operator)).status).toBe(200)
    expect((await session(operator)).status).toBe(401)
    expect((await session(otherCookie)).status).toBe(401)
    expect((await session(admin)).status).toBe(200)
  })

  it("ends other users' sessions only for administrators", async () => {
    const signOut = (name: string, who: string) =>
      proxy.write('POST', `/api/signOut/${name}`, {}, who)
    expect((await signOut('admin', operator)).status).toBe(403)
    expect((await signOut('nobody', admin)).status).toBe(404)
    const { body } = await proxy.send('/api/users', { headers: { Cookie: admin } })
    expect(body.data).toMatchObject([{ user: 'admin' }, { user: 'operator', sessions: 1 }])
    expect((await signOut('operator', admin)).status).toBe(200)
    expect((await session(operator)).status).toBe(401)
    expect((await session(admin)).status).toBe(200)
  })
})
