import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { origin, type TestProxy, testProxy, withSecret } from '../../test/proxy/proxy'

let proxy: TestProxy
let bob: string
let ids: Record<string, string>

beforeEach(async () => {
  proxy = await testProxy()
  await proxy.signInAs('admin', 'ada')
  bob = await proxy.signInAs('admin', 'bob')
  ids = Object.fromEntries((await proxy.store.users.list()).map(({ name, id }) => [name, id]))
})
afterEach(() => proxy.close())

/** Sends a request with bob's session from a page that shows the data of the user `shown`. */
async function send(method: string, path: string, shown: string | undefined, body?: object) {
  const headers = new Headers({ Cookie: bob, Origin: origin, 'X-Gantry': '1' })
  headers.set('Content-Type', 'application/json')
  if (shown !== undefined) headers.set('X-Gantry-User', ids[shown] ?? shown)
  const bodyInit = body === undefined ? {} : { body: JSON.stringify(body) }
  const { status, body: answer } = await proxy.send(
    path,
    withSecret({ method, headers, ...bodyInit }),
  )
  return { status, error: answer.error }
}

const routes = [
  ['GET', '/api/session', undefined],
  ['GET', '/api/users', undefined],
  ['GET', '/api/tokens', undefined],
  ['POST', '/api/call/DescribeCluster', { account: 'prod', region: 'gz', params: {} }],
  ['PATCH', '/api/switches', { readOnly: true }],
  ['POST', '/api/signOut', {}],
  ['DELETE', '/api/session', undefined],
] as const

describe('with another user’s header X-Gantry-User', () => {
  it.each(routes)('%s %s is refused and does nothing', async (method, path, body) => {
    const { status, error } = await send(method, path, 'ada', body)
    expect([status, error?.codeDesc]).toEqual([409, 'OtherUser'])
    expect(error?.message).toMatch(/signed in as bob now/)
    const sessionOfBob = await proxy.send('/api/session', { headers: { Cookie: bob } })
    expect(sessionOfBob.body.data).toMatchObject({ user: 'bob', readOnly: false })
  })

  it.each(['', 'bob ', 'unknown'])('an ID that no user has is refused: "%s"', async (shown) => {
    expect((await send('GET', '/api/users', shown)).error?.codeDesc).toBe('OtherUser')
  })
})

it.each(['bob', undefined])('the user’s own page and scripts are answered (%s)', async (shown) => {
  for (const [method, path, body] of routes.slice(0, 3)) {
    expect((await send(method, path, shown, body)).status).toBe(200)
  }
  expect((await send('DELETE', '/api/session', shown)).status).toBe(200)
})

it('a request with another user’s name is refused for a cached session, too', async () => {
  expect((await send('GET', '/api/users', 'bob')).status).toBe(200)
  expect((await send('GET', '/api/users', 'ada')).status).toBe(409)
})
