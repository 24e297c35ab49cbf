import { expect, it } from 'vitest'
import { actions } from '../../src/contract/index'
import { accountAt } from '../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../test/proxy/temporary'

it('GET /api/contract lists every action without a session', async () => {
  const proxy = await temporaryProxy()
  const { status, body } = await proxy.send('/api/contract')
  expect(status).toBe(200)
  const names = (body.data as { name: string }[]).map(({ name }) => name)
  expect(names.toSorted()).toEqual(Object.keys(actions).toSorted())
})

it('/healthz reports the process, /readyz the store too', async () => {
  let isUp = true
  const proxy = await temporaryProxy({ isReady: async () => isUp })
  expect(await proxy.send('/healthz')).toMatchObject({ status: 200, text: 'ok\n' })
  expect(await proxy.send('/readyz')).toMatchObject({ status: 200, text: 'ready\n' })
  isUp = false
  expect(await proxy.send('/readyz')).toMatchObject({ status: 503 })
  expect(await proxy.send('/healthz')).toMatchObject({ status: 200 })
})

it('an internal error is answered with a request ID and explained only in the log', async () => {
  const isReady = () => Promise.reject(new Error('secret detail at /srv/gantry'))
  const proxy = await temporaryProxy({ isReady })
  const { status, body, text, headers } = await proxy.send('/readyz')
  expect([status, body.error?.codeDesc]).toEqual([500, 'InternalError'])
  expect(text).not.toMatch(/secret detail|srv|at .*:\d+/)
  const id = headers.get('x-request-id') ?? ''
  expect(proxy.output.find((line) => line.includes(id))).toContain('secret detail')
})

it('the log contains no query string, which may hold a sign-in code', async () => {
  const proxy = await temporaryProxy()
  await proxy.send('/api/nothing?code=one-time-secret&state=x')
  expect(proxy.output.join()).toContain('/api/nothing')
  expect(proxy.output.join()).not.toContain('one-time-secret')
})

it('/metrics counts by route and action, without labels from clients', async () => {
  const upstream = await temporaryUpstream()
  const proxy = await temporaryProxy({ accounts: [accountAt(upstream.url)] })
  const cookie = await proxy.signInAs('admin')
  await proxy.call(cookie, 'DescribeCluster', {})
  upstream.reply = () => ({ status: 500 })
  await proxy.call(cookie, 'DescribeCluster', {})
  await proxy.send('/made-up"\n')
  const { text } = await proxy.send('/metrics')
  expect(text).toContain('gantry_upstream_total{action="DescribeCluster",outcome="ok"} 1\n')
  expect(text).toContain(
    'gantry_upstream_total{action="DescribeCluster",outcome="UpstreamStatus"} 1\n',
  )
  expect(text).toContain('gantry_requests_total{route="POST /api/call/:name",outcome="200"}')
  expect(text).toContain('route="none",outcome="404"')
  expect(text).not.toContain('made-up')
})
