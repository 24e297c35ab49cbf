import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeAll(async () => {
  upstream = await startUpstream()
  const endpoints = { ccs: upstream.url, ccr: upstream.url }
  const staging = accountAt('', { name: 'staging', endpoints })
  proxy = await testProxy({ accounts: [staging, accountAt('', { production: true, endpoints })] })
  cookie = await proxy.signInAs('operator')
})
beforeEach(() => {
  upstream.received = []
  upstream.reply = ({ params, isSigned }) => {
    if (!isSigned) return envelope(4100, 'AuthFailure')
    const clusters = [{ clusterId: 'cls-1', clusterName: 'shop' }]
    return envelope(0, 'Success', '', params.Action === 'DescribeCluster' ? { clusters } : {})
  }
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const call = (action: string, params: object, more: object = {}) =>
  proxy.call(cookie, action, params, { account: 'staging', ...more })
const sentActions = () => upstream.received.map(({ params }) => params.Action)

const retention = { reponame: 'shop/web', type: 'keep_last_nums', val: 5 }
const drain = (DryRun: 0 | 1) => ({ ClusterId: 'cls-1', InstanceId: 'ins-1', DryRun })
const nodes = (...instanceIds: string[]) => ({ clusterId: 'cls-1', instanceIds })

describe.each([
  ['DeleteCluster', { clusterId: 'cls-1' }, 'shop'],
  ['DeleteClusterNamespace', { clusterId: 'cls-1', names: ['live'] }, 'live'],
  ['DeleteClusterNamespace', { clusterId: 'cls-1', names: ['live', 'old', 'test'] }, '3'],
  ['DeleteClusterNamespace', { clusterId: 'cls-1', names: ['live', 'live'] }, 'live'],
  ['BatchDeleteRepository', { reponames: ['shop/web'] }, 'shop/web'],
  ['BatchDeleteRepository', { reponames: ['shop/web', 'shop/api'] }, '2'],
  ['DeleteUserNamespace', { namespace: 'shop' }, 'shop'],
  ['AddClusterInstancesFromExistedCvm', nodes('ins-1', 'ins-2', 'ins-3'), '3'],
  ['DeleteClusterInstances', nodes('ins-1'), 'ins-1'],
  ['DeleteClusterInstances', { ...nodes('ins-1', 'ins-2'), nodeDeleteMode: 'Return' }, '2'],
])('%s of %j', (action, params, confirm) => {
  it.each([
    undefined,
    '',
    'cls-1',
    `${confirm} `,
    `${confirm}x`,
    confirm.toUpperCase().replace(/\d/, '9'),
  ])('refuses %j and names the expected confirmation', async (typed) => {
    const { status, body } = await call(action, params, { confirm: typed })
    expect(status).toBe(400)
    expect(body.error?.fields).toMatchObject([{ path: 'confirm', values: { name: confirm } }])
    expect(body.error?.message).toContain(`"${confirm}"`)
    expect(sentActions()).not.toContain(action)
    const [row] = await proxy.rows()
    expect(row).toMatchObject({ action, outcome: 'refused', codeDesc: 'NotConfirmed' })
  })

  it('is executed when it is confirmed', async () => {
    const { status } = await call(action, params, { confirm })
    expect(status).toBe(200)
    expect(sentActions().at(-1)).toBe(action)
    expect(upstream.received.at(-1)?.params).not.toHaveProperty('confirm')
  })
})

describe('the deletion of a cluster', () => {
  it('looks up the name with a signed call in the account and region of the write', async () => {
    await call('DeleteCluster', { clusterId: 'cls-1' }, { region: 'sh', confirm: 'shop' })
    expect(upstream.received).toMatchObject([
      { isSigned: true, params: { 'clusterIds.0': 'cls-1', Region: 'sh' } },
      { isSigned: true, params: { clusterId: 'cls-1', Region: 'sh' } },
    ])
  })

  it('is confirmed by the ID if the cloud does not know the cluster', async () => {
    upstream.reply = () => envelope(0, 'Success', '', { clusters: [] })
    const params = { clusterId: 'cls-9' }
    expect((await call('DeleteCluster', params)).body.error?.message).toContain('"cls-9"')
    expect((await call('DeleteCluster', params, { confirm: 'cls-9' })).status).toBe(200)
  })

  it('is confirmed by the ID if the cloud returns other clusters', async () => {
    const clusters = [{ clusterName: 'shop' }, { clusterName: 'live' }]
    upstream.reply = () => envelope(0, 'Success', '', { clusters })
    const params = { clusterId: 'cls-1' }
    expect((await call('DeleteCluster', params, { confirm: 'shop' })).status).toBe(400)
    expect((await call('DeleteCluster', params, { confirm: 'cls-1' })).status).toBe(200)
  })

  it('is not sent while the name cannot be looked up', async () => {
    upstream.reply = ({ params }) =>
      params.Action === 'DescribeCluster' ? { status: 500 } : envelope(0, 'Success')
    const { status } = await call('DeleteCluster', { clusterId: 'cls-1' }, { confirm: 'shop' })
    expect(status).toBe(502)
    expect(sentActions()).not.toContain('DeleteCluster')
  })
})

describe('the reinstallation of a machine', () => {
  const params = nodes('ins-1')
  const reinstall = (overrides = {}) => call('AddClusterInstancesFromExistedCvm', params, overrides)

  it('is confirmed by its name, as the endpoint lists it for the cluster', async () => {
    const deviceList = [{ instanceId: 'ins-1', instanceName: 'spare' }]
    upstream.reply = () => envelope(0, 'Success', '', { deviceList })
    expect((await reinstall()).body.error?.message).toContain('"spare"')
    expect((await reinstall({ confirm: 'ins-1' })).status).toBe(400)
    expect(sentActions()).not.toContain('AddClusterInstancesFromExistedCvm')
    expect((await reinstall({ confirm: 'spare' })).status).toBe(200)
    expect(upstream.received[0]?.params).toMatchObject({
      Action: 'DescribeExistedCvmForAddClusterInstances',
      clusterId: 'cls-1',
      'instanceIds.0': 'ins-1',
    })
  })

  it('is confirmed by its ID if the endpoint lists no machines', async () => {
    upstream.reply = ({ params: { Action } }) =>
      Action === 'DescribeExistedCvmForAddClusterInstances'
        ? envelope(6100, 'UnsupportedAction', 'not here')
        : envelope(0, 'Success', '', {})
    expect((await reinstall({ confirm: 'spare' })).status).toBe(400)
    expect((await reinstall({ confirm: 'ins-1' })).status).toBe(200)
  })

  it('is refused to a user whose scope is a cluster', async () => {
    const cookies = await proxy.limited({ clusters: ['cls-1'] })
    const { status, body } = await proxy.call(
      cookies,
      'AddClusterInstancesFromExistedCvm',
      params,
      {
        account: 'staging',
        confirm: 'ins-1',
      },
    )
    expect([status, body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    expect(upstream.received).toEqual([])
  })
})

describe('a call with an optional confirmation', () => {
  it.each([
    ['DeleteClusterService', { clusterId: 'cls-1', serviceName: 'web' }, 'web'],
    ['BatchDeleteTag', { reponame: 'shop/web', tags: ['1', '2'] }, '2'],
    ['DeleteInstances', { clusterId: 'cls-1', instances: ['web-1'] }, 'web-1'],
    ['DeleteUpdateServiceTrigger', { triggerName: 'on-push' }, 'on-push'],
    ['SetAutoDelStrategy', retention, 'shop/web'],
    ['DrainClusterNode', drain(0), 'ins-1'],
  ])(
    'accepts %s without a confirmation, and refuses a wrong confirmation',
    async (action, params, confirm) => {
      upstream.reply = () => envelope(0, 'Success', '', { successList: [], failedMap: {} })
      expect((await call(action, params)).status).toBe(200)
      expect((await call(action, params, { confirm })).status).toBe(200)
      expect((await call(action, params, { confirm: 'other' })).status).toBe(400)
      expect(sentActions()).toEqual([action, action])
    },
  )

  it.each([
    ['SetAutoDelStrategy', retention, 'shop/web'],
    ['DrainClusterNode', drain(0), 'ins-1'],
  ])('requires the confirmation of %s in a production account', async (action, params, confirm) => {
    upstream.reply = () => envelope(0, 'Success', '', { Pods: [] })
    const production = { account: 'prod' }
    expect((await call(action, params, production)).body.error?.codeDesc).toBe('NotConfirmed')
    expect((await call(action, params, { ...production, confirm })).status).toBe(200)
  })

  it('requires none for a dry run of a drain, even in production', async () => {
    upstream.reply = () => envelope(0, 'Success', '', { Pods: [] })
    expect((await call('DrainClusterNode', drain(1), { account: 'prod' })).status).toBe(200)
  })

  it('removes kept machines without a confirmation outside production', async () => {
    const params = { ...nodes('ins-1'), nodeDeleteMode: 'RemoveOnly' }
    const take = (account: string, more = {}) =>
      call('DeleteClusterInstances', params, { account, ...more })
    expect((await take('staging')).status).toBe(200)
    expect((await take('prod')).body.error?.codeDesc).toBe('NotConfirmed')
    expect((await take('prod', { confirm: 'ins-1' })).status).toBe(200)
  })

  it('requires the confirmation in a production account', async () => {
    const params = { clusterId: 'cls-1', serviceName: 'web' }
    const { status, body } = await call('DeleteClusterService', params, { account: 'prod' })
    expect(status).toBe(400)
    expect(body.error?.fields).toMatchObject([{ path: 'confirm', values: { name: 'web' } }])
    const confirmed = { account: 'prod', confirm: 'web' }
    expect((await call('DeleteClusterService', params, confirmed)).status).toBe(200)
    expect((await call('PauseClusterService', params, { account: 'prod' })).status).toBe(200)
  })

  it.each(['PauseClusterService', 'DescribeClusterService'])(
    '%s cannot be confirmed',
    async (action) => {
      const params = { clusterId: 'cls-1', ...(action.startsWith('P') && { serviceName: 'web' }) }
      const { status, body } = await call(action, params, { confirm: 'web' })
      expect(status).toBe(400)
      expect(body.error?.fields).toMatchObject([{ path: 'confirm' }])
      expect(upstream.received).toEqual([])
    },
  )

  it.each([7, null, ['web']])('rejects %j as a confirmation', async (confirm) => {
    const params = { clusterId: 'cls-1', serviceName: 'web' }
    const { status, body } = await call('DeleteClusterService', params, { confirm })
    expect(status).toBe(400)
    expect(body.error?.fields).toMatchObject([{ path: 'confirm', rule: 'text' }])
  })
})
