import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { startUpstream, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
const cookies: Record<string, string> = {}

beforeAll(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: [accountAt(upstream.url), accountAt('', { name: 'other' })] })
  for (const role of ['viewer', 'operator', 'admin'] as const) {
    cookies[role] = await proxy.signInAs(role)
  }
})
beforeEach(() => {
  upstream.received = []
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const call = (role: string, action: string, params: object, more = {}) =>
  proxy.call(cookies[role] ?? '', action, params, more)
const service = { clusterId: 'cls-1', serviceName: 'web' }

describe('roles', () => {
  it.each(
    Object.values(actions)
      .filter(({ mutates }) => mutates)
      .map(({ name }) => name),
  )('refuse %s for a viewer', async (name) => {
    const { status, body } = await call('viewer', name, service)
    expect(status).toBe(403)
    expect(body.error?.codeDesc).toBe('ReadOnly')
    expect(body.error?.message).toMatch(/viewer.*requires the role operator or admin/)
    expect(upstream.received).toEqual([])
    const [row] = await proxy.rows()
    expect(row).toMatchObject({ user: 'viewer', action: name, outcome: 'refused', params: '{}' })
  })

  it('allow reads for every role, and writes for operators and administrators', async () => {
    for (const role of ['viewer', 'operator', 'admin']) {
      expect((await call(role, 'DescribeClusterService', { clusterId: 'cls-1' })).status).toBe(200)
    }
    for (const role of ['operator', 'admin']) {
      expect((await call(role, 'PauseClusterService', service)).status).toBe(200)
    }
  })

  it('allow nothing without a session', async () => {
    for (const cookie of ['', 'gantry=', 'gantry=0123456789abcdef']) {
      const { status, body } = await proxy.call(cookie, 'DescribeCluster', {})
      expect(status).toBe(401)
      expect(body.error).toMatchObject({ code: 401, codeDesc: 'SignInRequired' })
    }
    expect(upstream.received).toEqual([])
  })
})

describe('an invalid call', () => {
  it.each(['NoSuchAction', 'toString', '__proto__', 'describecluster', '容器'])(
    'refuses the unknown action %s',
    async (name) => {
      const { status, body } = await call('operator', encodeURIComponent(name), {})
      expect(status).toBe(404)
      expect(body.error).toMatchObject({ code: 404, codeDesc: 'UnknownAction' })
    },
  )

  it.each([
    [{ account: 'nobody' }, 'account'],
    [{ account: 'toString' }, 'account'],
    [{ region: 'nowhere' }, 'region'],
    [{ region: 'bj' }, 'region'],
  ])('is refused for the unknown %j', async (overrides, path) => {
    const { status, body } = await call('operator', 'DescribeCluster', {}, overrides)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({
      codeDesc: 'UnknownAccount',
      fields: [{ path, rule: 'oneOf' }],
    })
  })

  it.each([
    [{ account: undefined }, 'account'],
    [{ account: 7 }, 'account'],
    [{ region: '' }, 'region'],
    [{ params: [1] }, 'params'],
    [{ params: null }, 'params'],
    [{ host: 'evil.example' }, 'host'],
    [{ Nonce: 1 }, 'Nonce'],
  ])('is refused for a malformed body with %j', async (overrides, path) => {
    const { status, body } = await call('operator', 'DescribeCluster', {}, overrides)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ codeDesc: 'InvalidParameter', fields: [{ path }] })
  })

  it('reports every fault of the parameters with path, rule and message', async () => {
    const { status, body } = await call('operator', 'CreateClusterService', {
      clusterId: 'cls-1',
      serviceName: 'Web',
      replicas: '3',
      Region: 'bj',
      containers: [{ containerName: 'web', image: 'nginx', envs: [{ name: '1x' }] }],
    })
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 400, codeDesc: 'InvalidParameter' })
    const faults = body.error?.fields.map(({ path, rule }) => `${path} ${rule}`)
    expect(faults).toEqual(
      expect.arrayContaining([
        'serviceName serviceName',
        'replicas number',
        'Region unknownField',
        'containers.0.envs.0.name envName',
      ]),
    )
    expect(upstream.received).toEqual([])
  })

  it.each(['', '{', '[]', 'null', '"x"', '{"a":'])('is refused for the body %j', async (text) => {
    const { status, body } = await proxy.send('/api/call/DescribeCluster', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Gantry': '1',
        'Sec-Fetch-Site': 'same-origin',
        Cookie: cookies.operator ?? '',
      },
      body: text,
    })
    expect(status).toBe(400)
    expect(body.error?.codeDesc).toBe('InvalidParameter')
  })

  it('is refused for a body over 1 MiB', async () => {
    const params = { clusterName: 'x'.repeat(1024 * 1024) }
    const { status, body } = await call('operator', 'DescribeCluster', params)
    expect(status).toBe(413)
    expect(body.error?.codeDesc).toBe('TooLarge')
  })
})
