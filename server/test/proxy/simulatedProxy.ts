import { regions } from '../../../src/contract/rules/regions'
import type { Document } from '../../cloud/simulation/ports'
import { inProcess } from '../../node/upstream/inProcess'
import type { Account } from '../../proxy/ports'
import { testKey } from '../cloud/client'
import { testCloud } from '../cloud/cloud'
import { testProxy } from './proxy'

/** Accounts of `simulatedProxy`; both answer for the same world, the second allows host access. */
export const simulatedAccounts = ['embedded', 'other'] as const

/** A proxy without a socket whose accounts are answered by a simulation of the demo world. */
export async function simulatedProxy(options: Parameters<typeof testCloud>[0] = {}) {
  const cloud = await testCloud({ world: 'demo', ...options })
  const account = (name: string): Account => ({
    ...testKey,
    name,
    signatureMethod: 'HmacSHA256',
    production: false,
    regions: regions.map((one) => one.short),
    push: cloud.push,
    allowHostAccess: name === 'other',
  })
  const proxy = await testProxy({
    accounts: simulatedAccounts.map(account),
    transport: inProcess(cloud),
    clock: cloud.clock,
  })
  const call = (
    cookie: string,
    region: string,
    action: string,
    params: object,
    more: { confirm?: string; account?: string } = {},
  ) => proxy.call(cookie, action, params, { account: 'embedded', region, ...more })
  const world = () =>
    new Map(cloud.storage.documents().map((one) => [`${one.kind} ${one.id}`, one]))

  /** The documents of the world that some work changes, before and after. */
  async function changesOf(work: () => Promise<unknown>): Promise<Document[]> {
    // The world advances only with the next call, which would count as a change by the work.
    await cloud.call('DescribeCluster', {})
    const before = world()
    await work()
    await cloud.call('DescribeCluster', {})
    const after = world()
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
      const [was, is] = [before.get(key), after.get(key)]
      return was?.json === is?.json ? [] : [was, is].filter((one) => one !== undefined)
    })
  }
  return { cloud, proxy, call, changesOf }
}

export type SimulatedProxy = Awaited<ReturnType<typeof simulatedProxy>>
