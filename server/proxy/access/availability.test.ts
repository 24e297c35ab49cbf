import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import {
  unavailableCode,
  unavailableMessages,
  unavailableReasons,
} from '../../../src/contract/rules/unavailable'
import { publicCodes } from '../../../src/contract/tables/publicCodes'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../../test/proxy/temporary'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'

const unavailable = {
  CreateCluster: 'notOnBareCluster',
  GetTagList: 'noRegistry',
  GetMonitorData: 'noPrometheus',
  DescribeInstanceLog: 'notPermitted',
} as const

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeAll(async () => {
  upstream = await startUpstream()
  const endpoints = { ccs: upstream.url, ccr: upstream.url }
  proxy = await testProxy({
    accounts: [
      accountAt(upstream.url, { unavailable, endpoints }),
      accountAt(upstream.url, { name: 'remote', endpoints }),
    ],
  })
  cookie = await proxy.signInAs('admin')
})
beforeEach(() => {
  upstream.received = []
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const cluster = {
  clusterName: 'shop',
  clusterCIDR: '10.4.0.0/14',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
}

describe('GET /api/session', () => {
  it('lists for each account the available actions, and the reasons for the others', async () => {
    const { body } = await proxy.send('/api/session', { headers: { Cookie: cookie } })
    const allAvailable = Object.fromEntries(Object.keys(actions).map((name) => [name, true]))
    expect(body.data).toMatchObject({
      accounts: [
        { name: 'prod', actions: { ...allAvailable, ...unavailable } },
        { name: 'remote', actions: allAvailable },
      ],
    })
  })
})

describe('a call of an unavailable action', () => {
  it('is refused with 6100 and the reason, and not sent', async () => {
    const params = { reponame: 'shop/web' }
    const { status, body } = await proxy.call(cookie, 'GetTagList', params)
    expect(status).toBe(501)
    expect(body.error).toMatchObject({
      code: 6100,
      codeDesc: 'UnsupportedAction',
      message: unavailableMessages.noRegistry,
      reason: 'noRegistry',
    })
    expect(upstream.received).toEqual([])
  })

  it('is refused with 4101 if the account lacks the right', async () => {
    const params = { clusterId: 'cls-00000001', namespace: 'shop', serviceName: 'web' }
    const { status, body } = await proxy.call(cookie, 'DescribeInstanceLog', params)
    expect(status).toBe(403)
    expect(body.error).toMatchObject({ code: 4101, reason: 'notPermitted' })
    expect(upstream.received).toEqual([])
  })

  it('is audited like a refusal of the endpoint if it is a write', async () => {
    const { status } = await proxy.call(cookie, 'CreateCluster', cluster)
    expect(status).toBe(501)
    const [row] = await proxy.rows()
    expect(row).toMatchObject({ action: 'CreateCluster', outcome: 'error', code: 6100 })
    expect(upstream.received).toEqual([])
  })

  it.each(unavailableReasons)(
    "recognizes the reason %s in an endpoint's message",
    async (reason) => {
      const upstream = await temporaryUpstream()
      const endpoints = { ccr: upstream.url }
      const proxy = await temporaryProxy({ accounts: [accountAt('', { endpoints })] })
      const cookie = await proxy.signInAs('admin')
      const message = unavailableMessages[reason]
      const code = unavailableCode(reason)
      const codeDesc = publicCodes[code].name
      upstream.reply = () => envelope(code, codeDesc, message)
      const { status, body } = await proxy.call(cookie, 'GetTagList', { reponame: 'shop/web' })
      expect(status).toBe(code === 6100 ? 501 : 403)
      expect(body.error).toMatchObject({
        code,
        codeDesc,
        message: expect.stringContaining(message),
        reason,
      })
    },
  )
})
