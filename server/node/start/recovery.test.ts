import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../store/open'
import { type TestProxy, testProxy, unhashedPasswords } from '../../test/proxy/proxy'
import { folder } from '../../test/proxy/startedConsole'
import { requireDatabase, resetPassword, unlockSignIns } from './recovery'

let proxy: TestProxy
/** A store of another process. */
let store: Store

beforeEach(async () => {
  proxy = await testProxy()
  store = await proxy.testDatabase.open()
  await proxy.signInAs('admin', 'ada')
})
afterEach(async () => {
  await store.close()
  await proxy.close()
})

const signIn = async (user: string, password: string, address = '192.0.2.9') => {
  const body = { user, password }
  return (await proxy.write('POST', '/api/session', body, '', { address, tls: false })).status
}

describe('unlock', () => {
  beforeEach(async () => {
    for (let count = 0; count < 5; count += 1) await signIn('ada', 'wrong')
    expect(await signIn('ada', 'ada-password')).toBe(429)
  })

  it.each([['ada'], ['192.0.2.9'], [undefined]])('%s ends the delay', async (target) => {
    expect(await unlockSignIns(store, target, proxy.clock.now())).toMatch(/is not delayed/)
    proxy.clock.pass(1)
    expect(await signIn('ada', 'ada-password')).toBe(200)
    const [row] = await store.audit.list({ limit: 1, action: 'Unlock' })
    expect(row).toMatchObject({ target: target ?? '', outcome: 'ok' })
  })

  it.each([['bob'], ['192.0.2.10']])(
    '%s does not affect the delays of other users and addresses',
    async (target) => {
      expect(await unlockSignIns(store, target, proxy.clock.now())).toMatch(/no failed sign-ins/)
      expect(await signIn('ada', 'ada-password')).toBe(429)
    },
  )
})

describe('resetPassword', () => {
  it('sets a new password and ends the sessions of the user', async () => {
    const cookie = await proxy.signIn('ada')
    const output = await resetPassword(store, unhashedPasswords(), 'ada', proxy.clock.now())
    const [, password = ''] = /is now (\S+)/.exec(output) ?? []
    expect(await signIn('ada', password)).toBe(200)
    expect(await signIn('ada', 'ada-password')).toBe(401)
    proxy.clock.pass(1)
    expect((await proxy.send('/api/session', { headers: { Cookie: cookie } })).status).toBe(401)
    expect(JSON.stringify(await store.audit.list({ limit: 9 }))).not.toContain(password)
  })

  it.each([['nobody'], [undefined], ['sue']])('is refused for %s', async (name) => {
    await store.users.add({
      name: 'sue',
      role: 'viewer',
      source: 'sso',
      passwordHash: '',
      createdAt: 1,
    })
    await expect(resetPassword(store, unhashedPasswords(), name, 1)).rejects.toThrow(
      /does not exist|Name the user|single sign-on/,
    )
  })
})

it('fails without a database, which a start of the console would create', () => {
  expect(() => requireDatabase({ data: folder(), databaseUrl: undefined })).toThrow(
    /no database in/,
  )
})
