import { expect, it } from 'vitest'
import { DescribeCluster } from '../../src/contract/clusters'
import { accountAt, type TestProxy, testProxy } from '../test/proxy'
import { secretId } from '../test/upstream'
import { signedRequest } from './signed'

it('what the console alone says comes from no parameter, whatever an action should take one day', async () => {
  const proxy: TestProxy = await testProxy()
  const names = ['Action', 'Region', 'Timestamp', 'Nonce', 'SecretId', 'SignatureMethod']
  const planted = [...names, 'Signature', 'Token'].map((name) => [name, 'planted'] as const)
  const flat = [...planted, ['limit', '1'] as const]
  const account = accountAt('https://ccs.example')
  const call = { action: DescribeCluster, account, region: 'gz', flat }
  for (const method of ['GET', 'POST'] as const) {
    const way = { method, skipsFiles: false }
    const { request } = await signedRequest(call, way, proxy.ports)
    const sent = new URLSearchParams(request.body ?? new URL(request.url).search)
    expect([...sent.keys()].sort()).toEqual(['limit', ...names, 'Signature'].sort())
    expect([...sent.values()]).not.toContain('planted')
    expect(sent.get('SecretId')).toBe(secretId)
  }
  await proxy.close()
})
