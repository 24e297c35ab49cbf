import { afterEach, beforeEach, expect, it } from 'vitest'
import { isWeak } from '../../node/crypto/passwordStrength'
import { type TestProxy, testProxy, unhashedPasswords } from '../../test/proxy/proxy'

let proxy: TestProxy
let admin: string

beforeEach(async () => {
  proxy = await testProxy({ passwords: { ...unhashedPasswords(), isWeak } })
  admin = await proxy.signInAs('admin', 'grace.hopper')
})
afterEach(() => proxy.close())

const weak = ['password', '12345678', '        ', 'bob.smith', 'bobsmith1']

it.each(weak)('a new user may not have the password %j', async (password) => {
  const body = { user: 'bob.smith', password, role: 'viewer' }
  const answer = await proxy.write('POST', '/api/users', body, admin)
  expect(answer.status).toBe(400)
  expect(answer.body.error?.fields).toMatchObject([{ path: 'password', rule: 'weakPassword' }])
  expect(answer.body.error?.message).toMatch(/use several unrelated words/)
  expect(await proxy.store.users.find('bob.smith')).toBeUndefined()
})

it.each(weak)('an administrator may not set the password %j', async (password) => {
  await proxy.signInAs('viewer', 'bob.smith')
  const answer = await proxy.write('PATCH', '/api/users/bob.smith', { password }, admin)
  expect(answer.body.error?.fields).toMatchObject([{ path: 'password', rule: 'weakPassword' }])
})

it.each([
  ['password', 'weakPassword'],
  ['Grace.Hopper', 'weakPassword'],
  ['grace.hopper-password', 'samePassword'],
])('a user may not choose the password %j', async (password, rule) => {
  const body = { currentPassword: 'grace.hopper-password', password }
  const answer = await proxy.write('POST', '/api/password', body, admin)
  expect(answer.status).toBe(400)
  expect(answer.body.error?.fields).toMatchObject([{ path: 'password', rule }])
})

it('an administrator may not reuse the current password either', async () => {
  const body = { password: 'grace.hopper-password' }
  const answer = await proxy.write('PATCH', '/api/users/grace.hopper', body, admin)
  expect(answer.body.error?.fields).toMatchObject([{ path: 'password', rule: 'samePassword' }])
})
