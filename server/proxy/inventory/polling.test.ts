import { afterEach, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { readInventoryState, searchInventory } from '../../../src/contract/console/inventory/routes'
import { createInProcessTransport } from '../../node/upstream/inProcess'
import { testKey } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'
import { type Account, type OutgoingRequest, type Transport, TransportError } from '../ports'

const opened: TestProxy[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** An account whose backend does not report changes. */
const account: Account = {
  ...testKey,
  name: 'remote',
  signatureMethod: 'HmacSHA256',
  production: false,
  regions: ['gz', 'bj'],
}

const regionOfRequest = ({ url, body }: OutgoingRequest) => {
  const query = body === undefined ? new URL(url).search : new TextDecoder().decode(body)
  return new URLSearchParams(query).get('Region') ?? ''
}

/** A proxy whose endpoint is a simulation; `failing` are regions that do not answer. */
async function remoteProxy(callsPerSecond = 5) {
  const cloud = await testCloud({ world: 'demo' })
  const local = createInProcessTransport(cloud)
  const calls: { region: string; at: number }[] = []
  const failing = new Set<string>()
  const transport: Transport = async (request) => {
    const region = regionOfRequest(request)
    calls.push({ region, at: cloud.clock.now() })
    if (failing.has(region)) throw new TransportError('timeout', true, 'no answer')
    return local(request)
  }
  const shared = {
    accounts: [account],
    transport,
    clock: cloud.clock,
    inventory: { callsPerSecond },
  }
  const proxy = await testProxy(shared)
  opened.push(proxy)
  /** Another process on the same database. */
  const other = await testProxy({ ...shared, store: proxy.store })

  /** Lets time pass in the steps of the host. */
  async function run(seconds: number, ...processes: TestProxy[]) {
    for (let step = 0; step < 4 * seconds; step += 1) {
      cloud.clock.pass(0.25)
      for (const one of processes) {
        await one.proxy.inventory.step()
        await one.proxy.inventory.settled()
      }
    }
  }
  return { cloud, proxy, other, calls, failing, run }
}

async function read<S extends z.core.$ZodType>(
  from: TestProxy,
  path: string,
  schema: S,
  cookie: string,
) {
  const { body } = await from.send(path, { headers: { Cookie: cookie } })
  return z.parse(schema, body.data)
}

const stateOf = (from: TestProxy, cookie: string) =>
  read(from, '/api/inventory/state', readInventoryState.response, cookie)
const find = (from: TestProxy, q: string, cookie: string) =>
  read(from, `/api/inventory/search?q=${q}`, searchInventory.response, cookie)

it('polls within the budget, reports the duration of a round, and notices deletions', async () => {
  const { cloud, proxy, calls, run } = await remoteProxy(5)
  const cookie = await proxy.signInAs('viewer')
  await run(5, proxy)
  expect(calls.length).toBeGreaterThan(15)
  expect(calls.length).toBeLessThanOrEqual(30)
  const { accounts, regions } = await stateOf(proxy, cookie)
  expect(accounts).toMatchObject([{ callsPerSecond: 5, roundTime: null, isObservedHere: true }])
  expect(regions.map(({ mode }) => mode)).toEqual(['poll', 'poll', 'poll'])
  expect(regions[0]?.unread).toBeGreaterThan(0)

  await run(60, proxy)
  const later = await stateOf(proxy, cookie)
  expect(later.regions.map(({ unread }) => unread)).toEqual([0, 0, 0])
  expect(later.accounts[0]?.roundTime).toBeGreaterThan(5_000)
  const { objects } = await find(proxy, 'storefront', cookie)
  const [service] = objects
  const { clusterId = '', namespace = '', name: serviceName = '' } = service ?? {}
  await cloud.call('DeleteClusterService', { clusterId, namespace, serviceName })
  await run(90, proxy)
  const found = await find(proxy, 'storefront', cookie)
  expect(
    found.objects.filter((one) => one.clusterId === clusterId && one.kind === 'service'),
  ).toEqual([])
})

it('keeps what it has read of a region that does not answer, with its age and the error', async () => {
  const { cloud, proxy, calls, failing, run } = await remoteProxy(50)
  const cookie = await proxy.signInAs('viewer')
  await run(20, proxy)
  const before = await find(proxy, 'storefront', cookie)
  const lastRead = cloud.clock.now()
  failing.add('gz')
  await run(120, proxy)
  const after = await find(proxy, 'storefront', cookie)
  expect(after.totalCount).toBe(before.totalCount)
  expect(after.objects[0]?.readAt).toBeLessThanOrEqual(lastRead)
  const state = await stateOf(proxy, cookie)
  // After several timeouts, the circuit of the region is open.
  expect(state.regions.find(({ region }) => region === 'gz')?.error?.codeDesc).toBe('CircuitOpen')
  expect(state.regions.find(({ region }) => region === 'bj')?.error).toBeUndefined()
  const lately = calls.filter(
    ({ region, at }) => region === 'gz' && at > cloud.clock.now() - 60_000,
  )
  expect(lately.length).toBeLessThan(60)
  failing.clear()
  await run(300, proxy)
  expect((await stateOf(proxy, cookie)).regions.every(({ error }) => error === undefined)).toBe(
    true,
  )
})

it('lets one of two processes read, and another one take over within 15 s', async () => {
  const { proxy, other, calls, run } = await remoteProxy(20)
  const cookie = await proxy.signInAs('viewer')
  await run(20, proxy, other)
  expect(calls.length).toBeLessThanOrEqual(20 * 21)
  const [here, there] = [await stateOf(proxy, cookie), await stateOf(other, cookie)]
  expect(here.accounts[0]?.isObservedHere).toBe(true)
  expect(there.accounts[0]?.isObservedHere).toBe(false)
  const found = await find(other, 'storefront', cookie)
  expect(found.totalCount).toBe((await find(proxy, 'storefront', cookie)).totalCount)
  expect(found.totalCount).toBeGreaterThan(0)

  await run(15, other)
  expect((await stateOf(other, cookie)).accounts[0]?.isObservedHere).toBe(true)
  const before = calls.length
  await run(5, other)
  expect(calls.length).toBeGreaterThan(before)
})
