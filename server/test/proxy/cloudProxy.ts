import { createInProcessTransport } from '../../node/upstream/inProcess'
import { testKey } from '../cloud/client'
import { Clock } from '../cloud/clock'
import { testCloud } from '../cloud/cloud'
import { accountAt, type TestProxy, testProxy } from './proxy'

/** A test proxy on a simulated account, and the API of that account without the proxy. */
export async function cloudProxy() {
  const clock = new Clock(Date.now())
  const cloud = await testCloud({ world: 'demo', clock })
  const { endpoints: _, ...account } = accountAt('', testKey)
  const proxy: TestProxy = await testProxy({
    accounts: [account],
    clock,
    transport: createInProcessTransport(cloud),
  })
  return { proxy, cloud }
}
