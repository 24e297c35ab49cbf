import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'

let proxy: TestProxy

beforeAll(async () => {
  proxy = await testProxy()
})
afterAll(() => proxy.close())

describe('a request without a session', () => {
  it.each([
    '/api/accounts',
    '/api/users',
    '/api/audit',
    '/api/audit.csv',
    '/api/audit.jsonl',
    '/api/audit/1',
    '/api/boards',
    '/api/activity',
    '/api/revisions',
    '/api/events',
    '/api/nodeEvents',
    '/api/drafts/new',
    '/api/tasks',
    '/api/session',
    '/api/switches',
  ])('is refused at %s', async (path) => {
    const { status, body } = await proxy.send(path)
    expect([status, body.error?.codeDesc]).toEqual([401, 'SignInRequired'])
  })
})

describe('routes', () => {
  it.each([
    ['/api/session', 'PUT', 'POST, GET, HEAD, DELETE'],
    ['/api/call/DescribeCluster', 'GET', 'POST'],
    ['/api/call/DescribeCluster', 'HEAD', 'POST'],
    ['/api/users/eve', 'POST', 'PATCH, DELETE'],
    ['/healthz', 'POST', 'GET, HEAD'],
  ])('refuse %s %s with 405', async (path, method, allow) => {
    const { status, headers, body } = await proxy.send(path, { method })
    expect(status).toBe(405)
    expect(headers.get('Allow')).toBe(allow)
    expect(body.error?.codeDesc).toBe('MethodNotAllowed')
  })

  it.each([
    '/',
    '/api',
    '/api/call',
    '/api/call/',
    '/api/call/a/b',
    '/api/users/%zz',
    '/API/session',
  ])('answer 404 at %s', async (path) => {
    expect((await proxy.send(path)).status).toBe(404)
  })

  it('answer HEAD like GET, and decode names in a path', async () => {
    expect((await proxy.send('/healthz', { method: 'HEAD' })).status).toBe(200)
    expect((await proxy.send('/api/session', { method: 'HEAD' })).status).toBe(401)
    const cookie = await proxy.signInAs('admin')
    const answer = await proxy.write('PATCH', '/api/users/a%40b', { readOnly: true }, cookie)
    expect([answer.status, answer.body.error?.message]).toEqual([
      404,
      expect.stringContaining('a@b'),
    ])
  })
})
