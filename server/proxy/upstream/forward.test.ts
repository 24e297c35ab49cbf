import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Action } from '../../../src/contract/action'
import { actions } from '../../../src/contract/index'
import { countResources, singleResource } from '../../../src/contract/rules/confirmation'
import { paramsOf } from '../../test/cloud/arbitrary'
import { holdTimeLimits } from '../../test/network/timeLimits'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import {
  envelope,
  secretId,
  secretKey,
  startUpstream,
  type Upstream,
} from '../../test/proxy/upstream'
import { flatten } from '../../wire/flatten'

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeEach(async () => {
  upstream = await startUpstream()
  const allEndpoints = Object.fromEntries(
    Object.values(actions).map(({ host }) => [host, upstream.url]),
  )
  const ownEndpoints = Object.fromEntries(
    ['ccs', 'ccr', 'monitor'].map((value) => [value, `https://${value}.example`]),
  )
  const { endpoints: _none, ...vendor } = accountAt('', { name: 'vendor' })
  proxy = await testProxy({
    accounts: [
      accountAt(upstream.url, { endpoints: allEndpoints }),
      accountAt(upstream.url, {
        name: 'old',
        signatureMethod: 'HmacSHA1',
        token: 'temp/orary+token',
      }),
      accountAt(upstream.url, { name: 'deep', endpoints: { ccs: `${upstream.url}/private/api` } }),
      accountAt(upstream.url, { name: 'bare', endpoints: { ccr: upstream.url } }),
      accountAt('', { name: 'own', endpoints: ownEndpoints }),
      vendor,
    ],
  })
  cookie = await proxy.signInAs('operator')
})
afterEach(async () => {
  // Neither responses nor log lines contain a key.
  expect(proxy.output.join('\n')).not.toMatch(new RegExp(`${secretKey}|${secretId}`))
  await upstream.close()
  await proxy.close()
})

const webService = { clusterId: 'cls-1', serviceName: 'web' }
const describeText = (description: string) =>
  proxy.call(cookie, 'ModifyServiceDescription', { ...webService, description })

describe('a sent call', () => {
  it('is a signed form whose public parameters the client cannot override', async () => {
    const { status } = await proxy.call(cookie, 'DescribeCluster', { clusterIds: ['cls-1'] })
    expect(status).toBe(200)
    const [received] = upstream.received
    expect(received).toMatchObject({ method: 'POST', path: '/v2/index.php', isSigned: true })
    expect(received?.host).toBe(new URL(upstream.url).host)
    const { Nonce, Signature, ...params } = received?.params ?? {}
    expect(params).toEqual({
      Action: 'DescribeCluster',
      Region: 'gz',
      Timestamp: String(proxy.clock.now() / 1000),
      SecretId: secretId,
      SignatureMethod: 'HmacSHA256',
      'clusterIds.0': 'cls-1',
    })
    expect(Nonce).toMatch(/^[1-9]\d{0,15}$/)
    expect(Signature).toBeTruthy()
  })

  it("uses the account's SHA1 method, token and endpoint path", async () => {
    await proxy.call(cookie, 'DescribeCluster', {}, { account: 'old' })
    await proxy.call(cookie, 'DescribeCluster', {}, { account: 'deep' })
    const [oldRequest, deepRequest] = upstream.received
    expect(oldRequest).toMatchObject({ isSigned: true })
    expect(oldRequest?.params).toMatchObject({
      SignatureMethod: 'HmacSHA1',
      Token: 'temp/orary+token',
    })
    expect(deepRequest).toMatchObject({ isSigned: true, path: '/private/api' })
  })

  it('spells the region as the account is configured', async () => {
    await proxy.call(cookie, 'DescribeCluster', {}, { region: 'ap-shanghai' })
    expect(upstream.received[0]?.params.Region).toBe('sh')
  })

  it.each([
    'a=1',
    'a=1&Region=sh',
    '&',
    '=',
    '&Action=DeleteCluster',
    'a_b=c',
    'a+b',
    'a%20b',
    'ö',
  ])('sends the value %j as a single signed value', async (description) => {
    expect((await describeText(description)).status).toBe(200)
    const [received] = upstream.received
    expect(received).toMatchObject({ isSigned: true, params: { Region: 'gz', description } })
    expect(received?.params.Action).toBe('ModifyServiceDescription')
  })

  it('has a new Nonce each time', async () => {
    for (let index = 0; index < 5; index += 1) await proxy.call(cookie, 'DescribeCluster', {})
    expect(new Set(upstream.received.map(({ params }) => params.Nonce)).size).toBe(5)
  })

  it("is sent to the account's or the vendor's host of the action", async () => {
    const requestedUrls: string[] = []
    proxy.ports.transport = async ({ url }) => {
      requestedUrls.push(new URL(url).host)
      return { status: 200, contentType: 'application/json', body: '{"code":0,"data":{}}' }
    }
    const many = await proxy.signInAs('viewer')
    const dimensions = [{ name: 'docker_clusterid', value: 'cls-1' }]
    const metric = { namespace: 'qce/cvm', metricName: 'dc_cpu_usage', dimensions }
    for (const account of ['own', 'vendor']) {
      await proxy.call(many, 'DescribeCluster', {}, { account })
      await proxy.call(many, 'SearchUserRepository', {}, { account })
      await proxy.call(many, 'GetMonitorData', metric, { account })
    }
    expect(requestedUrls).toEqual([
      ...['ccs.example', 'ccr.example', 'monitor.example'],
      ...['ccs.api.qcloud.com', 'ccr.api.qcloud.com', 'monitor.api.qcloud.com'],
    ])
  })

  it('is refused if the account lacks the endpoint', async () => {
    const { status, body } = await proxy.call(cookie, 'DescribeCluster', {}, { account: 'bare' })
    expect(status).toBe(501)
    expect(body.error).toMatchObject({ code: 501, codeDesc: 'NoEndpoint' })
    expect(body.error?.message).toMatch(/bare.*ccs.*DescribeCluster/)
    expect(upstream.received).toEqual([])
  })

  const confirmOf = ({ confirm }: Action, params: Record<string, unknown>) =>
    confirm && (singleResource(confirm, params) ?? String(countResources(confirm, params)))

  it.each(Object.values(actions).map((action) => [action.name, action] as const))(
    'carries any parameters of %s, signed',
    async (name, action) => {
      await fc.assert(
        fc.asyncProperty(paramsOf(action), async (params) => {
          upstream.received = []
          const sentParams: Record<string, unknown> = JSON.parse(JSON.stringify(params))
          const confirm = confirmOf(action, sentParams)
          const { status, text } = await proxy.call(cookie, name, sentParams, { confirm })
          expect(status, text).toBe(200)
          const received = upstream.received.at(-1)
          expect(received?.isSigned).toBe(true)
          expect(received?.params).toMatchObject(flatten(sentParams))
        }),
        { numRuns: 4 },
      )
    },
  )
})

describe('values that begin with @', () => {
  it('are sent by GET, which every endpoint verifies the same way', async () => {
    for (const skipsFiles of [false, true]) {
      upstream.skipsFiles = skipsFiles
      upstream.received = []
      expect((await describeText('@home & more=1+1 %41 容器')).status).toBe(200)
      expect(upstream.received).toMatchObject([
        { method: 'GET', isSigned: true, params: { description: '@home & more=1+1 %41 容器' } },
      ])
    }
  })

  it('are sent by POST if they are long, and signed the other way after 4100', async () => {
    upstream.skipsFiles = true
    expect((await describeText(`@${'x'.repeat(20_000)}`)).status).toBe(200)
    expect(upstream.received.map(({ method, isSigned }) => [method, isSigned])).toEqual([
      ['POST', false],
      ['POST', true],
    ])
    expect(upstream.received[0]?.params.Nonce).not.toBe(upstream.received[1]?.params.Nonce)
  })

  it('never cause a secret in a URL', async () => {
    const machines = { instanceIds: ['@ins', '@ins-2'], password: '@Secret-2026' }
    const params = { clusterId: 'cls-1', ...machines }
    await proxy.call(cookie, 'AddClusterInstancesFromExistedCvm', params, { confirm: '2' })
    expect(upstream.received).toHaveLength(1)
    expect(upstream.received[0]?.method).toBe('POST')
  })

  it("cause neither a token nor a service's environment in a URL", async () => {
    const envs = [{ name: 'PASSWORD', value: 'hidden-2026' }]
    const containers = [{ containerName: 'web', image: 'shop/web:1', envs }]
    const service = { serviceName: 'web', replicas: 1, accessType: 'None', portMappings: [] }
    await proxy.call(cookie, 'CreateClusterService', {
      ...{ ...service, clusterId: 'cls-1', serviceDesc: '@home', containers },
    })
    const accounts = [accountAt(upstream.url, { token: 'temporary-token' })]
    const temporary = await testProxy({ accounts })
    const params = { clusterId: 'cls-1', serviceName: 'web', description: '@home' }
    const operatorCookie = await temporary.signInAs('operator')
    await temporary.call(operatorCookie, 'ModifyServiceDescription', params)
    await temporary.close()
    expect(upstream.received.map(({ method, params }) => [method, params.Action])).toEqual([
      ['POST', 'CreateClusterService'],
      ['POST', 'ModifyServiceDescription'],
    ])
  })

  it('are the only reason to sign a request again', async () => {
    upstream.reply = () => envelope(4100, 'AuthFailure', 'bad')
    expect((await describeText('plain')).status).toBe(502)
    expect(upstream.received).toHaveLength(1)
  })
})

describe('a broken connection', () => {
  it('causes one retry of a read', async () => {
    let failuresLeft = 1
    const began = proxy.clock.now() / 1000
    upstream.reply = () => {
      failuresLeft -= 1
      proxy.clock.pass(40)
      return failuresLeft >= 0
        ? 'close'
        : envelope(0, 'Success', '', { totalCount: 0, clusters: [] })
    }
    expect((await proxy.call(cookie, 'DescribeCluster', {})).status).toBe(200)
    expect(upstream.received).toHaveLength(2)
    expect(upstream.received[0]?.params.Nonce).not.toBe(upstream.received[1]?.params.Nonce)
    expect(upstream.received.map(({ params }) => Number(params.Timestamp))).toEqual([
      began,
      began + 40,
    ])
    expect(upstream.received.every(({ isSigned }) => isSigned)).toBe(true)
    upstream.received = []
    upstream.reply = () => 'close'
    expect((await proxy.call(cookie, 'DescribeCluster', {})).status).toBe(502)
    expect(upstream.received).toHaveLength(2)
  })

  it('is the only reason for a retry: not a late, oversized or invalid response', async () => {
    for (const options of [
      'hang',
      { body: 'x'.repeat(9 * 1024 * 1024) },
      { status: 500 },
    ] as const) {
      upstream.received = []
      upstream.reply = () => options
      const pass = options === 'hang' ? holdTimeLimits() : undefined
      const answer = proxy.call(cookie, 'DescribeCluster', {})
      await pass?.(15_000, () => upstream.received.length > 0)
      expect((await answer).status).toBeGreaterThanOrEqual(502)
      expect(upstream.received).toHaveLength(1)
    }
  })

  it('never causes a retry of a write', async () => {
    upstream.reply = () => 'close'
    await describeText('x')
    expect(upstream.received).toHaveLength(1)
  })
})

it('a read times out after 15 s, a write after 30 s', async () => {
  const limits: [string, number][] = []
  const { transport } = proxy.ports
  proxy.ports.transport = (request) => {
    limits.push([request.isWrite ? 'write' : 'read', request.timeLimit])
    return transport(request)
  }
  await proxy.call(cookie, 'DescribeCluster', {})
  await describeText('x')
  expect(limits).toEqual([
    ['read', 15_000],
    ['write', 30_000],
  ])
})
