import type { Page } from '@playwright/test'
import { fullSpec } from '../../src/areas/services/spec/fullSpec'
import { type Recorded, startRecorded } from './recorder'
import { signIn } from './script'
import { adminPassword } from './server'
import { test as base } from './test'

export const test = base.extend<object, { recorded: Recorded }>({
  recorded: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const recorded = await startRecorded()
      await use(recorded)
      await recorded.stop()
    },
    { scope: 'worker' },
  ],
})

export const dialog = (page: Page) => page.getByRole('dialog')
export const header = (page: Page) => page.getByRole('main').locator('header')

/** Presses a button by keyboard. */
export async function press(page: Page, name: string | RegExp, within = page.locator('body')) {
  await within.getByRole('button', { name, exact: typeof name === 'string' }).focus()
  await page.keyboard.press('Enter')
}

const ownNames =
  /^(Action|Nonce|Timestamp|Signature|SignatureMethod|SecretId|Region|RequestClient)$/

/** The parameters of the last recorded call of an action, without the public ones. */
export function lastReceived({ upstream }: Recorded, action: string): Record<string, string> {
  const received = upstream.received.findLast(({ params }) => params.Action === action)
  return Object.fromEntries(
    Object.entries(received?.params ?? {}).filter(([name]) => !ownNames.test(name)),
  )
}

export async function scriptFor({ server }: Recorded) {
  const script = await signIn(server.url, 'admin', adminPassword, 'recorded')
  const { clusters } = await script.data('DescribeCluster', { limit: 100 })
  const clusterId =
    clusters.find((cluster) => cluster.clusterName === 'shop-staging')?.clusterId ?? ''
  return { ...script, clusterId }
}

/** Creates a service with every setting; `sent` has the recorded parameters. */
export async function completeService(recorded: Recorded, serviceName: string) {
  const script = await scriptFor(recorded)
  const serviceKey = { clusterId: script.clusterId, namespace: 'default', serviceName }
  const { strategy: _, minReadySeconds: __, ...created } = { ...serviceKey, ...fullSpec }
  // A node port belongs to one service.
  const nodePort = 30000 + ((serviceName.length * 13) % 2000)
  const portMappings = [
    { lbPort: 80, containerPort: 8080, nodePort, protocol: 'TCP' },
    ...created.portMappings.slice(1),
  ]
  await script.data('CreateClusterService', { ...created, portMappings })
  await script.data('ModifyClusterService', { ...serviceKey, ...fullSpec, portMappings })
  return { script, serviceRef: serviceKey, sent: lastReceived(recorded, 'ModifyClusterService') }
}

export const pathOf = ({ clusterId, namespace, serviceName }: Record<string, string>) =>
  `/clusters/${clusterId}/services/${namespace}/${serviceName}`

const inStaging = async (url: string) => {
  const script = await signIn(url)
  const { clusters } = await script.data('DescribeCluster', { limit: 100 })
  const clusterId =
    clusters.find((cluster) => cluster.clusterName === 'shop-staging')?.clusterId ?? ''
  return { script, clusterId }
}

/** Creates a service of three instances in the simulation. */
export async function createdIn(url: string, serviceName: string, overrides: object = {}) {
  const { script, clusterId } = await inStaging(url)
  const serviceKey = { clusterId, namespace: 'default', serviceName }
  await script.data('CreateClusterService', {
    ...serviceKey,
    replicas: 3,
    accessType: 'None',
    containers: [{ containerName: 'web', image: 'nginx:1.25' }],
    ...overrides,
  })
  return { script, serviceRef: serviceKey }
}
