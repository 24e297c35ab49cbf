import fc from 'fast-check'
import QcloudApi from 'qcloudapi-sdk'
import { describe, expect, it } from 'vitest'
import { actions, isActionName } from '../../src/contract/index'
import { paramsOf } from '../test/cloud/arbitrary'
import { decode } from './decode'
import { sign, verify } from './sign'

const names = Object.keys(actions).filter(isActionName)
const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA'
const way = fc.record({
  method: fc.constantFrom('GET' as const, 'POST' as const),
  signatureMethod: fc.constantFrom('sha1', 'sha256'),
})

/** Whether the SDK omits a value that the API spells as a name without a value. */
const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

/**
 * An action with generated parameters; absent ones are undefined, and the SDK sends their names
 * without a value.
 */
const call = fc
  .constantFrom(...names)
  .chain((name) => fc.record({ name: fc.constant(name), params: paramsOf(actions[name]) }))
  .filter(({ params }) => !Object.values(params).some(isEmptyObject))

describe("the vendor's SDK", () => {
  it('produces requests that are verified and decoded', async () => {
    await fc.assert(
      fc.asyncProperty(call, way, async ({ name, params }, { method, signatureMethod }) => {
        const action = actions[name]
        const host = `${action.host}.api.qcloud.com`
        const sdk = new QcloudApi({
          SecretId: 'AKID',
          SecretKey: secretKey,
          Region: 'gz',
          serviceType: action.host,
          method,
          signatureMethod,
        })
        const query = sdk.generateQueryString({ Action: name, ...structuredClone(params) })
        const received = Object.fromEntries(new URLSearchParams(query))
        expect(await verify({ method, host, params: received, secretKey })).toBe(true)
        const tampered = { ...received, Region: 'sh' }
        expect(await verify({ method, host, params: tampered, secretKey })).toBe(false)
        expect(decode(action.request, received).faults).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  it('produces the same signature as sign', async () => {
    const params = { Action: 'DescribeCluster', clusterIds: ['cls-1', 'cls-2'], clusterName: 'a b' }
    const sdk = new QcloudApi({ SecretId: 'AKID', SecretKey: secretKey, serviceType: 'ccs' })
    const { Signature, ...sent } = Object.fromEntries(
      new URLSearchParams(sdk.generateQueryString(params)),
    )
    const host = 'ccs.api.qcloud.com'
    expect(await sign({ method: 'POST', host, params: sent, secretKey })).toBe(Signature)
  })
})
