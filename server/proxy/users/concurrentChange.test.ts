import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'

let proxy: TestProxy
let admin: string

beforeEach(async () => {
  proxy = await testProxy()
  admin = await proxy.signInAs('admin')
  await proxy.signInAs('operator')
})
afterEach(() => proxy.close())

const permissionsBefore = { role: 'operator', readOnly: false, scope: {} }
const patch = (body: object) => proxy.write('PATCH', '/api/users/operator', body, admin)

it('refuses a change that is based on other permissions, and changes nothing', async () => {
  await patch({ readOnly: true })
  for (const outdated of [
    permissionsBefore,
    { ...permissionsBefore, readOnly: true, role: 'viewer' },
  ]) {
    const { status, body } = await patch({ role: 'admin', before: outdated })
    expect([status, body.error?.codeDesc]).toEqual([409, 'UserChanged'])
  }
  const { body } = await patch({ before: { ...permissionsBefore, readOnly: true } })
  expect(body.data).toMatchObject({ role: 'operator', readOnly: true })
})

it('compares scopes regardless of the order of their names', async () => {
  await patch({ scope: { accounts: ['prod', 'staging'], namespaces: [] } })
  const scope = { accounts: ['staging', 'prod'], namespaces: [] }
  expect((await patch({ role: 'viewer', before: { ...permissionsBefore, scope } })).status).toBe(
    200,
  )
  const wider = await patch({ role: 'admin', before: { ...permissionsBefore, role: 'viewer' } })
  expect(wider.body.error?.codeDesc).toBe('UserChanged')
})
