import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy, testProxy } from '../../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let count: number

const invoked = (index: number) => ({
  triggerName: `trigger-${index}`,
  repoName: 'shop/web',
  invokeSource: 'IMAGE_PUSH',
  invokeAction: 'SERVICE_UPDATE',
  createTime: '2026-01-01 00:00:00',
  updateTime: '2026-01-01 00:00:00',
  invokeCondition: { invokeMethod: 'all', invokeExpr: '' },
  invokePara: {
    ...{ serviceName: 'web', namespace: 'live', containerName: 'web', clusterRegion: 1 },
    clusterId: index % 3 === 0 ? 'cls-1' : 'cls-2',
  },
})
const disk = (index: number) => ({
  ...{ storageId: `disk-${index}`, storageName: 'data', storageType: 'cloudSSD', portable: 1 },
  ...{ storageStatus: 'normal', storageSize: 10, diskType: 'data', attached: 1 },
  ...{ uInstanceId: index % 3 === 0 ? 'ins-own' : 'ins-other', createTime: '2026-01-01 00:00:00' },
})

beforeAll(async () => {
  upstream = await startUpstream()
  const endpoints = { ccs: upstream.url, ccr: upstream.url, cbs: upstream.url }
  proxy = await testProxy({ accounts: [accountAt('', { endpoints })] })
})
beforeEach(() => {
  count = 250
  upstream.received = []
  upstream.reply = ({ params: { Action, offset = 0, limit = 20 } }) => {
    if (Action === 'DescribeClusterInstances') {
      return envelope(0, 'Success', '', { totalCount: 1, nodes: [{ instanceId: 'ins-own' }] })
    }
    const [from, size] = [Number(offset), Number(limit)]
    const length = Math.max(0, Math.min(size, count - from))
    const page = Array.from({ length }, (_, index) => from + index)
    const total = { totalCount: count }
    if (Action === 'ListTrigger') {
      return envelope(0, 'Success', '', { ...total, triggerInfo: page.map(invoked) })
    }
    const flat = { code: 0, codeDesc: 'Success', message: '', ...total }
    const body = JSON.stringify({ ...flat, storageSet: page.map(disk) })
    return { ...envelope(0, 'Success'), body }
  }
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const namesIn = (text: string) => [...text.matchAll(/(?:trigger|disk)-\d+/g)].map(([name]) => name)
const reads = (action: string) =>
  upstream.received.filter(({ params }) => params.Action === action).length

describe.each([
  ['ListTrigger', 'trigger'],
  ['DescribeCbsStorages', 'disk'],
])('a filtered page of %s', (action, name) => {
  it('is full and counts only rows within the scope of a user limited to a cluster', async () => {
    const cookie = await proxy.limited({ clusters: ['cls-1'] })
    const first = await proxy.call(cookie, action, {})
    expect(namesIn(first.text)).toEqual(Array.from({ length: 20 }, (_, at) => `${name}-${at * 3}`))
    expect(first.body.data).toMatchObject({ totalCount: 84 })
    const lastPage = await proxy.call(cookie, action, { offset: 80, limit: 10 })
    expect(namesIn(lastPage.text)).toEqual([80, 81, 82, 83].map((at) => `${name}-${at * 3}`))
    expect(lastPage.body).toMatchObject({ data: { totalCount: 84 } })
    expect(lastPage.body).not.toHaveProperty('partial')
    expect(reads(action)).toBe(6)
  })

  it('is empty beyond the last row, with the same total', async () => {
    const cookie = await proxy.limited({ clusters: ['cls-1'] })
    const { text, body } = await proxy.call(cookie, action, { offset: 84 })
    expect(namesIn(text)).toEqual([])
    expect(body.data).toMatchObject({ totalCount: 84 })
  })

  it('reports how many rows were read of a list that is too long', async () => {
    count = 6000
    const cookie = await proxy.limited({ clusters: ['cls-1'] })
    const { body } = await proxy.call(cookie, action, {})
    expect(body).toMatchObject({
      data: { totalCount: 1667 },
      partial: { read: 5000, total: 6000 },
    })
    expect(reads(action)).toBe(50)
  })

  it('equals the endpoint’s page for a user whose scope includes every row', async () => {
    const cookie = await proxy.limited({ accounts: ['prod'] })
    const { body } = await proxy.call(cookie, action, {})
    expect(body.data).toMatchObject({ totalCount: 250 })
    expect(reads(action)).toBe(1)
  })
})
