import { expect, it } from 'vitest'
import { DescribeCluster } from '../../../src/contract/actions/clusters/clusters'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { secretId } from '../../test/proxy/upstream'
import { signedRequest } from './signedRequest'

const textOf = (body: Uint8Array | undefined) => new TextDecoder().decode(body)

it('a Nonce is an integer from 1 to 2^48, and a Timestamp is in seconds', async () => {
  const proxy: TestProxy = await testProxy()
  const account = accountAt('https://ccs.example')
  const call = { action: DescribeCluster, account, region: 'gz', params: {} }
  proxy.clock.pass(0.75)
  const sendWithByte = async (byte: number) => {
    const randomBytes = (length: number) => new Uint8Array(length).fill(byte)
    const way = { method: 'POST', skipsFiles: false } as const
    const { request } = await signedRequest(call, way, { ...proxy.ports, randomBytes })
    return Object.fromEntries(new URLSearchParams(textOf(request.body)))
  }
  const Timestamp = String(Math.floor(proxy.clock.now() / 1000))
  expect(await sendWithByte(0)).toMatchObject({ Nonce: '1', Timestamp })
  expect(await sendWithByte(0xff)).toMatchObject({ Nonce: String(2 ** 48), Timestamp })
  await proxy.close()
})

it('parameters cannot override reserved names', async () => {
  const proxy: TestProxy = await testProxy()
  const names = ['Action', 'Region', 'Timestamp', 'Nonce', 'SecretId', 'SignatureMethod']
  const planted = [...names, 'Signature', 'Token'].map((name) => [name, 'planted'])
  const hidden = Object.fromEntries(planted)
  const params = { ...hidden, '': hidden, limit: 1 }
  const account = accountAt('https://ccs.example')
  const call = { action: DescribeCluster, account, region: 'gz', params }
  for (const method of ['GET', 'POST'] as const) {
    const way = { method, skipsFiles: false }
    const { request } = await signedRequest(call, way, proxy.ports)
    const sentParams = new URLSearchParams(
      request.body ? textOf(request.body) : new URL(request.url).search,
    )
    expect([...sentParams.keys()].sort()).toEqual(['limit', ...names, 'Signature'].sort())
    expect([...sentParams.values()]).not.toContain('planted')
    expect(sentParams.get('SecretId')).toBe(secretId)
  }
  await proxy.close()
})
