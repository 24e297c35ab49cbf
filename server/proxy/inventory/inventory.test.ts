import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { searchInventory } from '../../../src/contract/console/inventory/routes'
import { type SimulatedProxy, simulatedProxy } from '../../test/proxy/simulatedProxy'

let console: SimulatedProxy
let cookie: string
const shop = { clusterId: '', namespace: 'web', serviceName: 'storefront' }

beforeAll(async () => {
  console = await simulatedProxy({ names: ['embedded'], regionNames: ['gz', 'bj'] })
  const { clusters } = await console.cloud.call('DescribeCluster', { clusterName: 'shop-prod' })
  shop.clusterId = clusters[0]?.clusterId ?? ''
  cookie = await console.proxy.signInAs('viewer')
  await console.proxy.proxy.inventory.step()
})
afterAll(() => console.proxy.close())

async function find(q: string, from = cookie) {
  const path = `/api/inventory/search?${new URLSearchParams({ q, limit: '200' })}`
  const { body } = await console.proxy.send(path, { headers: { Cookie: from } })
  return z.parse(searchInventory.response, body.data)
}

const namesIn = ({ objects }: Awaited<ReturnType<typeof find>>) =>
  objects.map(({ kind, name }) => `${kind} ${name}`)

it('finds a service by a part of its name, before its instances', async () => {
  const results = await find('orefron')
  expect(namesIn(results)[0]).toBe('service storefront')
  expect(results.counts.instance).toBeGreaterThan(0)
  expect(results.unread).toBe(0)
})

it('finds objects by address, by image and by several words', async () => {
  const { objects } = await find('orefron')
  const [address = ''] = objects.find(({ kind }) => kind === 'instance')?.addresses ?? []
  expect(namesIn(await find(address))).toContainEqual(
    expect.stringMatching(/^instance storefront-/),
  )
  const [image = ''] = objects[0]?.images ?? []
  expect(image).not.toBe('')
  expect(namesIn(await find(image))).toContain('service storefront')
  expect(namesIn(await find('shop-prod storefront'))[0]).toBe('service storefront')
})

it('finds a service that was created elsewhere, and no longer finds a deleted one', async () => {
  const { cloud, proxy } = console
  const service = { ...shop, serviceName: 'made-elsewhere' }
  const containers = [{ containerName: 'app', image: 'nginx:1.13' }]
  await cloud.call('CreateClusterService', {
    ...{ ...service, replicas: 1, accessType: 'None', containers },
  })
  await proxy.proxy.inventory.step()
  expect(namesIn(await find('made-elsewhere'))).toContain('service made-elsewhere')
  await cloud.call('DeleteClusterService', service)
  cloud.clock.pass(600)
  await cloud.simulation.advance()
  await proxy.proxy.inventory.step()
  expect((await find('made-elsewhere')).totalCount).toBe(0)
})

it('finds nothing outside the scope of the user', async () => {
  const scope = { namespaces: ['default'] }
  const limited = await console.proxy.limited(scope)
  const { objects } = await find('storefront', limited)
  expect(objects.filter(({ namespace }) => namespace === 'web')).toEqual([])
})
