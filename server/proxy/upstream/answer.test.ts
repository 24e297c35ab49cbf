import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdTimeLimits } from '../../test/network/timeLimits'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import {
  envelope,
  secretId,
  secretKey,
  startUpstream,
  type Upstream,
  type UpstreamReply,
} from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeEach(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: [accountAt(upstream.url)] })
  cookie = await proxy.signInAs('operator')
})
afterEach(async () => {
  // Neither responses nor log lines contain a key.
  expect(proxy.output.join('\n')).not.toMatch(new RegExp(`${secretKey}|${secretId}`, 'i'))
  await upstream.close()
  await proxy.close()
})

const html = { 'Content-Type': 'text/html' }
const json = { 'Content-Type': 'application/json' }

/**
 * The endpoint's misbehaviour; the expected status, codeDesc and message; whether a write may have
 * been executed.
 */
const misbehaviours: [string, UpstreamReply, number, string, RegExp, 'done?' | 'not done'][] = [
  ['never answers', 'hang', 504, 'UpstreamSlow', /in time/, 'done?'],
  ['closes the connection', 'close', 502, 'UpstreamDown', /closed the connection/, 'done?'],
  ['breaks off half way', 'half', 502, 'UpstreamDown', /closed the connection/, 'done?'],
  [
    'redirects',
    { status: 307, headers: { Location: 'https://evil.example/login?token=1' } },
    502,
    'UpstreamRedirect',
    /redirects to https:\/\/evil\.example,/,
    'not done',
  ],
  [
    'redirects to no host',
    { status: 307, headers: { Location: 'file:///etc/passwd' } },
    502,
    'UpstreamRedirect',
    /redirects, and/,
    'not done',
  ],
  [
    'redirects to a host named after the key',
    { status: 307, headers: { Location: `https://${secretId}.example/` } },
    502,
    'UpstreamRedirect',
    /redirects/,
    'not done',
  ],
  [
    'sends on to where the result may be',
    { status: 303, headers: { Location: '/done' } },
    502,
    'UpstreamRedirect',
    /redirects to/,
    'done?',
  ],
  [
    'answers with a page',
    { headers: html, body: '<html>Sign in</html>' },
    502,
    'UpstreamBadAnswer',
    /a web page/,
    'done?',
  ],
  [
    'answers with half a JSON',
    { headers: json, body: '{"code":0,"data":{"clus' },
    502,
    'UpstreamBadAnswer',
    /incomplete JSON/,
    'done?',
  ],
  [
    'nests its answer without reason',
    { headers: json, body: `{"code":0,"data":${'['.repeat(50_000)}${']'.repeat(50_000)}}` },
    502,
    'UpstreamBadAnswer',
    /not a response of the API/,
    'done?',
  ],
  [
    'answers with other JSON',
    { headers: json, body: '[1,2]' },
    502,
    'UpstreamBadAnswer',
    /not a response of the API/,
    'done?',
  ],
  ['answers with nothing', { body: '' }, 502, 'UpstreamBadAnswer', /an empty body/, 'done?'],
  ['answers 500', { status: 500, body: 'oops' }, 502, 'UpstreamStatus', /status 500/, 'done?'],
  ['answers 403', { status: 403, body: 'no' }, 502, 'UpstreamStatus', /status 403/, 'not done'],
  [
    'answers without end',
    { headers: json, body: `{"code":0,"x":"${'y'.repeat(9 * 1024 * 1024)}"}` },
    502,
    'UpstreamBadAnswer',
    /larger than 8 MiB/,
    'done?',
  ],
]

describe.each(misbehaviours)(
  'an endpoint that %s',
  (_name, options, status, codeDesc, words, fate) => {
    /** Calls the endpoint; if it never answers, the time limit passes once it has the request. */
    async function call(action: string, params: object) {
      upstream.reply = () => options
      if (options !== 'hang') return proxy.call(cookie, action, params)
      const pass = holdTimeLimits()
      const answer = proxy.call(cookie, action, params)
      await pass(30_000, () => upstream.received.length > 0)
      return answer
    }

    it('answers a read with an error that names the account', async () => {
      const answer = await call('DescribeCluster', {})
      expect(answer.status).toBe(status)
      expect(answer.body.error).toMatchObject({ code: status, codeDesc })
      expect(answer.body.error?.message).toMatch(words)
      expect(answer.body.error?.message).toContain('Account prod')
      expect(answer.body.error?.outcome).toBeUndefined()
      expect(await proxy.rows()).toEqual([])
    })

    it('reports and records whether a write may have been executed', async () => {
      const service = { clusterId: 'cls-1', serviceName: 'web' }
      const answer = await call('DeleteClusterService', service)
      expect(upstream.received).toHaveLength(1)
      expect(answer.body.error).toMatchObject({ code: status, codeDesc })
      const [row] = await proxy.rows()
      if (fate === 'done?') {
        expect(answer.body.error?.outcome).toBe('unknown')
        expect(answer.body.error?.message).toMatch(/Check the current state before you repeat/)
        expect(row).toMatchObject({ outcome: 'unknown', code: status, codeDesc })
      } else {
        expect(answer.body.error?.outcome).toBeUndefined()
        expect(answer.body.error?.message).toMatch(/was not carried out/)
        expect(row).toMatchObject({ outcome: 'error', code: status, codeDesc })
      }
    })
  },
)

it('an unreachable endpoint is named, and the write reported as not executed', async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise((resolve) => probe.close(resolve))
  const otherProxy = await testProxy({ accounts: [accountAt(`http://127.0.0.1:${port}`)] })
  const signedIn = await otherProxy.signInAs('operator')
  const answer = await otherProxy.call(signedIn, 'DeleteClusterService', {
    clusterId: 'cls-1',
    serviceName: 'web',
  })
  expect(answer.status).toBe(502)
  expect(answer.body.error?.codeDesc).toBe('UpstreamDown')
  expect(answer.body.error?.message).toMatch(
    /prod.*127\.0\.0\.1:\d+ cannot be reached.*not carried/,
  )
  expect((await otherProxy.rows())[0]?.outcome).toBe('error')
  await otherProxy.close()
})

it('a refusal in an envelope is parsed under an HTTP error status too', async () => {
  upstream.reply = () => ({ status: 400, headers: json, body: '{"code":5000,"message":"(1)gone"}' })
  const { status, body } = await proxy.call(cookie, 'DescribeCluster', {})
  expect(status).toBe(404)
  expect(body.error).toMatchObject({ code: 5000, message: 'gone' })
})

it('a response that deviates from the contract is passed on and logged once', async () => {
  upstream.reply = () => ({
    headers: json,
    body: '{"code":0,"message":"","data":{"totalCount":"many","clusters":[{"clusterId":"cls-1"},{}]}}',
  })
  for (let times = 0; times < 2; times += 1) {
    const { status, body } = await proxy.call(cookie, 'DescribeCluster', {})
    expect(status).toBe(200)
    expect(body.data).toMatchObject({ totalCount: 'many' })
  }
  const driftLines = proxy.output.filter((line) => line.includes('"drift"'))
  expect(driftLines.filter((line) => line.includes('totalCount'))).toHaveLength(1)
  expect(driftLines.some((line) => line.includes('clusters.n.clusterName required'))).toBe(true)
})

describe('the age of an answer', () => {
  const list = (headers: Record<string, string>) => {
    upstream.reply = () => ({ ...envelope(0, '', '', { totalCount: 0, clusters: [] }), headers })
    return proxy.call(cookie, 'DescribeCluster', {})
  }

  it('is passed on if the endpoint states it', async () => {
    const { status, headers } = await list({ ...json, Age: '17' })
    expect([status, headers.get('Age')]).toEqual([200, '17'])
  })

  it.each([undefined, '-3', 'soon'])('is not stated if the endpoint sends %s', async (age) => {
    const { status, headers } = await list({ ...json, ...(age !== undefined && { Age: age }) })
    expect([status, headers.get('Age')]).toEqual([200, null])
  })
})
