import { regions } from '../../../src/contract/rules/regions'
import type { Document } from '../../cloud/simulation/ports'
import { createInProcessTransport } from '../../node/upstream/inProcess'
import type { Account, Role } from '../../proxy/ports'
import { testKey } from '../cloud/client'
import { testCloud } from '../cloud/cloud'
import { testProxy } from './proxy'

/** Accounts of `simulatedProxy`. Both access the same world; the second allows host access. */
export const simulatedAccounts = ['embedded', 'other'] as const

type CloudOptions = NonNullable<Parameters<typeof testCloud>[0]>

interface Options extends CloudOptions {
  /** Names of the accounts. */
  names?: readonly string[]
  regionNames?: readonly string[]
  revealRoles?: readonly Role[]
}

/** A proxy without a socket whose accounts are answered by a simulation of the demo world. */
export async function simulatedProxy({
  names = simulatedAccounts,
  regionNames = regions.map((region) => region.short),
  revealRoles,
  ...options
}: Options = {}) {
  const cloud = await testCloud({ world: 'demo', ...options })
  const account = (name: string): Account => ({
    ...testKey,
    name,
    signatureMethod: 'HmacSHA256',
    production: false,
    regions: regionNames,
    push: cloud.push,
    watch: cloud.simulation.watch,
    allowHostAccess: name === 'other',
  })
  const proxy = await testProxy({
    accounts: names.map(account),
    transport: createInProcessTransport(cloud),
    clock: cloud.clock,
    ...(revealRoles && { revealRoles }),
  })
  const call = (
    cookie: string,
    region: string,
    action: string,
    params: object,
    overrides: { confirm?: string; account?: string } = {},
  ) => proxy.call(cookie, action, params, { account: 'embedded', region, ...overrides })
  const world = () =>
    new Map(
      cloud.storage.documents().map((document) => [`${document.kind} ${document.id}`, document]),
    )

  /**
   * Runs `work` and returns the stored documents that it changes, as they were before and after.
   */
  async function changesOf(work: () => Promise<unknown>): Promise<Document[]> {
    // Advances the world first: otherwise the next call would do so, and `work` would seem to
    // change it.
    await cloud.call('DescribeCluster', {})
    const worldBefore = world()
    await work()
    await cloud.call('DescribeCluster', {})
    const worldAfter = world()
    return [...new Set([...worldBefore.keys(), ...worldAfter.keys()])].flatMap((key) => {
      const [was, is] = [worldBefore.get(key), worldAfter.get(key)]
      return was?.json === is?.json ? [] : [was, is].filter((document) => document !== undefined)
    })
  }
  return { cloud, proxy, call, changesOf }
}

export type SimulatedProxy = Awaited<ReturnType<typeof simulatedProxy>>
