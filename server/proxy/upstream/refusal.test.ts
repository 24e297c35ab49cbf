import { beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy } from '../../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../../test/proxy/temporary'
import { envelope, secretId, secretKey, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeEach(async () => {
  upstream = await temporaryUpstream()
  const endpoints = { ccs: upstream.url, monitor: upstream.url }
  proxy = await temporaryProxy({ accounts: [accountAt(upstream.url, { endpoints })] })
  cookie = await proxy.signInAs('operator')
})

it.each([
  [4000, 400],
  [4100, 502],
  [4101, 403],
  [4102, 403],
  [4103, 403],
  [4104, 502],
  [4105, 502],
  [4106, 502],
  [4110, 403],
  [4200, 502],
  [4300, 403],
  [4400, 429],
  [4420, 429],
  [4480, 429],
  [4500, 502],
  [4600, 502],
  [5000, 404],
  [5100, 409],
  [5200, 409],
  [5300, 409],
  [5400, 409],
  [5500, 409],
  [6000, 502],
  [6100, 501],
  [6200, 503],
  [-502, 404],
  [-503, 400],
  [-505, 400],
  [-507, 400],
  [-509, 400],
  [-513, 502],
])('code %i is passed on with HTTP status %i', async (code, expected) => {
  upstream.reply = () => envelope(code, 'Word', '(-77)in words')
  const { status, body, headers } = await proxy.call(cookie, 'DescribeCluster', {})
  expect(status).toBe(expected)
  expect(body.error).toMatchObject({ code, codeDesc: 'Word' })
  expect(body.error?.message).toMatch(/^in words/)
  expect(body.error?.requestId).toBe(headers.get('X-Request-Id'))
  const parts = ['code', 'codeDesc', 'message', 'requestId', 'fields']
  expect(Object.keys(body.error ?? {})).toEqual(parts)
})

it('an internal error of the cloud leaves the outcome of a write unknown', async () => {
  upstream.reply = () => envelope(6000, 'InternalError', '(-77)in words')
  const web = { clusterId: 'cls-1', serviceName: 'web' }
  const { body } = await proxy.call(cookie, 'PauseClusterService', web)
  expect(body.error).toMatchObject({ code: 6000, outcome: 'unknown' })
  expect(body.error?.message).toMatch(/^in words\. The outcome of PauseClusterService is unknown/)
  expect((await proxy.rows())[0]).toMatchObject({ outcome: 'unknown', code: 6000 })
})

it('a refused key is reported with the account and advice', async () => {
  upstream.reply = () => envelope(4104, 'SecretIdNotFound', 'no such SecretId')
  const { body } = await proxy.call(cookie, 'DescribeCluster', {})
  expect(body.error?.message).toMatch(/Account prod: .*Check its secretId.*GANTRY_ACCOUNTS/)
})

describe.each([
  [4200, 'RequestExpired'],
  [4500, 'ReplayAttack'],
])('code %i, which reports a wrong clock', (code, codeDesc) => {
  it.each([
    [-3 * 3600, /Account prod: .* 10800 s ahead of the endpoint's: correct it/],
    [90, /Account prod: .* 90 s behind the endpoint's: correct it/],
    [20, /Account prod: The clocks agree: try again/],
    [undefined, /Account prod: Check the clock of the machine/],
  ])('with a time difference of %j s explains the remedy', async (seconds, words) => {
    upstream.reply = () => {
      const { headers = {}, ...rest } = envelope(code, codeDesc, 'too late')
      const at = new Date(proxy.clock.now() + (seconds ?? 0) * 1000)
      const Date_ = seconds === undefined ? 'no time' : at.toUTCString()
      return { ...rest, headers: { ...headers, Date: Date_ } }
    }
    const { body } = await proxy.call(cookie, 'DescribeCluster', {})
    expect(body.error?.code).toBe(code)
    expect(body.error?.message).toMatch(words)
  })
})

it.each([
  ['replicas must not be negative', 'replicas'],
  ['(10000)parameter containers.0.image is malformed.', 'containers.0.image'],
  ['volumes is missing', 'volumes'],
  ['something is wrong', undefined],
])('a 4000 "%s" is attributed to its parameter', async (message, path) => {
  upstream.reply = () => envelope(4000, 'InvalidParameter', message)
  const { body } = await proxy.call(cookie, 'CreateClusterService', {
    clusterId: 'cls-1',
    serviceName: 'web',
    replicas: 1,
    accessType: 'None',
    containers: [{ containerName: 'web', image: 'nginx' }],
  })
  expect(body.error?.code).toBe(4000)
  expect(body.error?.fields.map((field) => field.path)).toEqual(path === undefined ? [] : [path])
})

it('keys and secret parameters that an endpoint echoes are masked', async () => {
  const [password, token] = ['Very-Secret-2026', 'for/an/hour+only']
  upstream.reply = ({ params }) =>
    envelope(4100, 'AuthFailure', `signed: ${JSON.stringify(params)} with ${secretKey}`)
  proxy.ports.accounts = [accountAt(upstream.url, { token })]
  const params = { clusterId: 'cls-1', instanceIds: ['ins-1', 'ins-2'], password }
  const sentParams = { confirm: '2' }
  const { text } = await proxy.call(cookie, 'AddClusterInstancesFromExistedCvm', params, sentParams)
  expect(upstream.received[0]?.params.Token).toBe(token)
  expect(upstream.received[0]?.params.password).toBe(password)
  expect(text).toContain('cls-1')
  const [row] = await proxy.rows()
  for (const secret of [secretId, secretKey, password, token, token.replaceAll('/', '\\/')]) {
    expect(text).not.toContain(secret)
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(proxy.output.join('\n')).not.toContain(secret)
  }
})

const measuring = {
  namespace: 'qce/cvm',
  metricName: 'dc_cpu_usage',
  dimensions: [{ name: 'docker_clusterid', value: 'cls-gone' }],
  startTime: '2017-03-28 14:10:00',
  endTime: '2017-03-28 15:10:00',
}

it.each([
  [-502, '(-502)dimensions.0.value cls-gone is no cluster in this region', 'dimensions.0.value'],
  [-503, '(-503)endTime must not be before startTime', 'endTime'],
  [-507, '(-507)2000 points of 60 s from startTime to endTime are too many', 'startTime'],
  [-509, '(-509)dimensions must be those of the level', 'dimensions'],
  [4000, '(-505)metricName is required', 'metricName'],
])("a message of monitoring's %i is attributed to its parameter", async (code, message, path) => {
  upstream.reply = () => envelope(code, 'Word', message)
  const { body } = await proxy.call(cookie, 'GetMonitorData', measuring)
  expect(body.error?.fields).toMatchObject([{ path, message: message.replace(/^\(-\d+\)/, '') }])
})

it('a read failure of monitoring names no parameter', async () => {
  upstream.reply = () => envelope(-513, 'InternalError.DBoperationFail', '(-513)period')
  const { body } = await proxy.call(cookie, 'GetMonitorData', measuring)
  expect(body.error?.fields ?? []).toEqual([])
})

it('a quoted string to sign and its signature are masked', async () => {
  upstream.reply = ({ method, host, path, params }) => {
    const signed = Object.entries(params).map(([name, value]) => `${name}=${value}`)
    const stringToSign = `${method}${host}${path}?${signed.join('&')}`
    return envelope(4100, 'AuthFailure', `(1)${params.Signature} does not fit ${stringToSign}`)
  }
  const { body, text } = await proxy.call(cookie, 'DescribeCluster', { clusterName: 'find me' })
  expect(body.error?.message).toMatch(/^•{8} does not fit •{8}\. Account prod: the cloud refuses/)
  expect(text).not.toMatch(/Nonce|Timestamp|find me/)
})
