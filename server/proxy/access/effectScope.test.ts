import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'
import type { Scope } from '../ports'

let upstream: Upstream
let proxy: TestProxy

const triggerTarget = (clusterId: string, namespace: string, clusterRegion: number) => ({
  ...{ serviceName: 'web', containerName: 'web', clusterId, namespace, clusterRegion },
})
const invoked = (triggerName: string, ...where: Parameters<typeof triggerTarget>) => ({
  ...{ triggerName, repoName: 'shop/web', invokeSource: 'IMAGE_PUSH' },
  ...{ invokeAction: 'SERVICE_UPDATE', createTime: '2026-01-01 00:00:00' },
  ...{ updateTime: '2026-01-01 00:00:00', invokePara: triggerTarget(...where) },
  invokeCondition: { invokeMethod: 'all', invokeExpr: '' },
})
const triggers = [
  invoked('near', 'cls-1', 'live', 1),
  invoked('far', 'cls-2', 'test', 1),
  invoked('abroad', 'cls-1', 'live', 8),
]

const writes = () =>
  upstream.received.filter(({ params }) =>
    ['ListTrigger', 'DescribeClusterServiceInfo'].every((value) => value !== params.Action),
  )

beforeAll(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({
    accounts: [accountAt('', { endpoints: { ccr: upstream.url, ccs: upstream.url } })],
  })
})
beforeEach(() => {
  upstream.received = []
  upstream.reply = ({ params: { Action, triggerName } }) => {
    const matchingTriggers = triggers.filter(
      (trigger) => trigger.triggerName === (triggerName ?? trigger.triggerName),
    )
    const list = { totalCount: matchingTriggers.length, triggerInfo: matchingTriggers }
    return envelope(0, 'Success', '', Action === 'ListTrigger' ? list : {})
  }
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const limited = (scope: Scope) => proxy.limited(scope)

const modify = (cookie: string, triggerName: string) => {
  const params = { triggerName, ...triggerTarget('cls-1', 'live', 1) }
  return proxy.call(cookie, 'ModifyUpdateServiceTrigger', params)
}

describe.each<Scope>([{ clusters: ['cls-1'] }, { namespaces: ['live'] }])(
  'a user whose scope is %j',
  (scope) => {
    it('does not redirect a trigger that targets a service outside the scope', async () => {
      const cookie = await limited(scope)
      const { status, body } = await modify(cookie, 'far')
      expect([status, body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
      expect(writes()).toEqual([])
      expect((await proxy.rows())[0]).toMatchObject({ outcome: 'refused', target: 'far' })
    })

    it('changes triggers within the scope', async () => {
      expect((await modify(await limited(scope), 'near')).status).toBe(200)
      expect(writes()).toHaveLength(1)
    })
  },
)

describe('a user whose scope is one region', () => {
  const scope = { regions: ['ap-guangzhou'] }
  const condition = { reponame: 'shop/web', invokeMethod: 'all' }

  it('creates no trigger that acts in another region', async () => {
    const cookie = await limited(scope)
    const triggerIn = (triggerName: string, region: number) => {
      const params = { triggerName, ...condition, ...triggerTarget('cls-1', 'live', region) }
      return proxy.call(cookie, 'AddUpdateServiceTrigger', params)
    }
    expect((await triggerIn('abroad2', 8)).body.error?.message).toMatch(
      /the region bj, only ap-guang/,
    )
    expect(upstream.received).toEqual([])
    expect((await triggerIn('near2', 1)).status).toBe(200)
  })

  it('changes and deletes no trigger in another region', async () => {
    const cookie = await limited(scope)
    const remove = (triggerName: string) =>
      proxy.call(cookie, 'DeleteUpdateServiceTrigger', { triggerName })
    expect((await modify(cookie, 'abroad')).status).toBe(403)
    expect((await remove('abroad')).status).toBe(403)
    expect(writes()).toEqual([])
    expect((await remove('near')).status).toBe(200)
  })

  it('does not disclose triggers of another region', async () => {
    const { body } = await proxy.call(await limited(scope), 'ListTrigger', {})
    expect(body.data).toEqual({ totalCount: 2, triggerInfo: triggers.slice(0, 2) })
  })
})
