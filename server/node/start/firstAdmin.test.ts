import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../store/open'
import { cheapPasswords } from '../../test/proxy/proxy'
import { libsqlPlace, type Place } from '../../test/stores'
import { ensureAdmin } from './firstAdmin'

let place: Place
let store: Store
const passwords = cheapPasswords()

beforeEach(async () => {
  place = libsqlPlace()
  store = await place.open()
})
afterEach(async () => {
  await store.close()
  await place.drop()
})

const ensure = (password?: string) => ensureAdmin(store, passwords, password, 1000)
const hash = async () => (await store.users.find('admin'))?.passwordHash

it('generates a password and prints it once', async () => {
  const said = await ensure()
  const [password] = said.split(' ')
  expect(password).toMatch(/^[\w-]{16}$/)
  expect(await hash()).toBe(`hash of ${password}`)
  expect(await ensure()).not.toContain(password)
  expect(await hash()).toBe(`hash of ${password}`)
})

it('prints a single, valid password if two processes start at once', async () => {
  const said = await Promise.all([ensure(), ensure(), ensure()])
  const [printed = '', ...otherUsers] = said.filter((one) => one.includes('shown only this once'))
  expect(otherUsers).toEqual([])
  expect(await hash()).toBe(`hash of ${printed.split(' ')[0]}`)
})

it('uses the password of the environment, also over a later change', async () => {
  expect(await ensure('first')).toBe('as set in GANTRY_ADMIN_PASSWORD')
  expect(await ensure('first')).toBe('as set in GANTRY_ADMIN_PASSWORD')
  expect(await ensure('second')).toBe('changed to the one set in GANTRY_ADMIN_PASSWORD')
  expect(await hash()).toBe('hash of second')
})

it('recreates a deleted admin only if the environment sets a password', async () => {
  await store.users.add({ name: 'root', role: 'admin', passwordHash: '', createdAt: 1 })
  await ensure()
  expect(await hash()).toBeUndefined()
  await ensure('again')
  expect(await hash()).toBe('hash of again')
})

it('records users that it makes or changes', async () => {
  await ensure('first')
  await ensure('second')
  await ensure('second')
  const rows = await store.audit.list({ limit: 10 })
  const by = 'GANTRY_ADMIN_PASSWORD'
  expect(
    rows.map(({ action, target, user, outcome, params }) => ({
      action,
      target,
      user,
      outcome,
      params: JSON.parse(params),
    })),
  ).toEqual([
    {
      action: 'ChangeUser',
      target: 'admin',
      user: '',
      outcome: 'ok',
      params: { password: '••••••••', by },
    },
    {
      action: 'AddUser',
      target: 'admin',
      user: '',
      outcome: 'ok',
      params: { name: 'admin', role: 'admin', by },
    },
  ])
  expect((await store.checkAudit()).faults).toEqual([])
})
