import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Action } from '../../../../src/contract/action'
import { actions } from '../../../../src/contract/index'
import { accountAt, type TestProxy, testProxy } from '../../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../../test/proxy/upstream'
import type { Scope } from '../../ports'
import { isUndeclaredList } from './undeclaredList'

const { lists: _, ...undeclared } = actions.DescribeClusterService
const { paging: __, lists: ___, ...unpaged } = actions.DescribeCluster
const name = 'DescribePlantedServices'
const planted: Action = { ...undeclared, name }

let upstream: Upstream
let proxy: TestProxy

beforeAll(async () => {
  Object.assign(actions, { [name]: planted })
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: [accountAt(upstream.url)] })
})
beforeEach(() => {
  upstream.received = []
  const services = ['live', 'test'].map((namespace) => ({ serviceName: 'web', namespace }))
  upstream.reply = () => envelope(0, 'Success', '', { totalCount: 2, services })
})
afterAll(async () => {
  Reflect.deleteProperty(actions, name)
  await upstream.close()
  await proxy.close()
})

const callUndeclared = (cookie: string) =>
  proxy.call(cookie, name, { clusterId: 'cls-1', namespace: 'live', allnamespace: 1 })

describe('a list without declared owners of its rows', () => {
  it.each<Scope>([
    { clusters: ['cls-1'] },
    { namespaces: ['live'] },
    { regions: ['ap-guangzhou'] },
    { accounts: ['prod'] },
  ])('is refused to a user whose scope is %j', async (scope) => {
    const { status, body } = await callUndeclared(await proxy.limited(scope))
    expect([status, body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    expect(body.error?.message).toContain(`what ${name} lists`)
    expect(upstream.received).toEqual([])
  })

  it('is available to a user with an unlimited scope', async () => {
    const { status, body } = await callUndeclared(await proxy.signInAs('viewer'))
    expect([status, body.data]).toMatchObject([200, { totalCount: 2 }])
  })

  it('is detected by its paging or its rows', () => {
    expect(isUndeclaredList(planted)).toBe(true)
    expect(isUndeclaredList(unpaged)).toBe(true)
    const mainList = { items: 'requestLimitInfo', scopedBy: 'parameters' } as const
    const partlyDeclared = { ...actions.DescribeClusterRequestLimitInfo, lists: mainList }
    expect(isUndeclaredList(partlyDeclared)).toBe(true)
    expect(isUndeclaredList(actions.DescribeClusterTaskResult)).toBe(false)
    expect(isUndeclaredList(actions.DeleteInstances)).toBe(false)
  })

  it('does not occur in the contract', () => {
    const declaredActions = Object.values(actions).filter((action) => !Object.is(action, planted))
    expect(declaredActions.filter(isUndeclaredList)).toEqual([])
  })
})
