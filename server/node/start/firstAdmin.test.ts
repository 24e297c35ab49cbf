import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../store/open'
import { unhashedPasswords } from '../../test/proxy/proxy'
import { libsqlDatabase, type TestDatabase } from '../../test/stores'
import { ensureAdmin } from './firstAdmin'

let testDatabase: TestDatabase
let store: Store
const passwords = unhashedPasswords()

beforeEach(async () => {
  testDatabase = libsqlDatabase()
  store = await testDatabase.open()
})
afterEach(async () => {
  await store.close()
  await testDatabase.drop()
})

let at = 1000
const ensure = (password?: string) => {
  at += 1
  return ensureAdmin(store, passwords, password, at)
}
const hash = async () => (await store.users.find('admin'))?.passwordHash

it('generates a password and prints it once', async () => {
  const output = await ensure()
  const [password] = output.split(' ')
  expect(password).toMatch(/^[\w-]{16}$/)
  expect(await hash()).toBe(`hash of ${password}`)
  expect(await ensure()).toBe('unchanged')
  expect(await hash()).toBe(`hash of ${password}`)
})

it('prints a single, valid password if two processes start at once', async () => {
  const output = await Promise.all([ensure(), ensure(), ensure()])
  const [printed = '', ...otherUsers] = output.filter((value) => value.includes('shown only once'))
  expect(otherUsers).toEqual([])
  expect(await hash()).toBe(`hash of ${printed.split(' ')[0]}`)
})

it('uses the password of the environment only at the first start, and later reports that it is ignored', async () => {
  expect(await ensure('first')).toBe('as set in GANTRY_ADMIN_PASSWORD')
  for (const password of ['first', 'second']) {
    expect(await ensure(password)).toMatch(/unchanged; GANTRY_ADMIN_PASSWORD is ignored/)
  }
  expect(await hash()).toBe('hash of first')
})

it('keeps a password that was changed after the first start', async () => {
  await ensure('first')
  await store.users.change('admin', { passwordHash: 'hash of mine' })
  await ensure('first')
  expect(await hash()).toBe('hash of mine')
})

it('does not restore a removed administrator', async () => {
  await ensure('first')
  await store.users.add({ name: 'root', role: 'admin', passwordHash: '', createdAt: 1 })
  await store.users.remove('admin')
  expect(await ensure('first')).toMatch(/ignored/)
  await ensure()
  expect(await hash()).toBeUndefined()
})

it('records the new administrator, without the password', async () => {
  await ensure('first')
  await ensure('first')
  const rows = await store.audit.list({ limit: 10 })
  expect(rows).toMatchObject([{ action: 'AddUser', target: 'admin', user: '', outcome: 'ok' }])
  const params = { name: 'admin', role: 'admin', by: 'GANTRY_ADMIN_PASSWORD' }
  expect(JSON.parse(rows[0]?.params ?? '')).toEqual(params)
  expect((await store.checkAudit()).faults).toEqual([])
})
