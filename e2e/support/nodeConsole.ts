import { clientFor } from '../../server/test/kubernetes/controlPlane'
import { workload } from '../../server/test/realNode/containerd'
import { readNode } from '../../server/test/realNode/realNode'
import { signIn } from './script'
import { startServer } from './server'
import { test as base, expect } from './test'

/** Undefined if the tests have no node; they are then skipped. */
const node = readNode()

const account = 'kubernetes'

/** A console on the cluster of the real node, with a namespace for each test. */
async function openConsole(url: string, namespace: string) {
  const script = await signIn(url, undefined, undefined, account)
  const { clusters } = await script.data('DescribeCluster', {})
  const clusterId = clusters[0]?.clusterId ?? ''
  await script.data('CreateClusterNamespace', { clusterId, name: namespace, description: '' })
  const service = (serviceName: string) => ({ clusterId, namespace, serviceName })
  const pathOf = (path: string, query: Record<string, string> = {}) =>
    `${path}?${new URLSearchParams({ account, region: 'gz', cluster: clusterId, ...query })}`
  return {
    ...script,
    clusterId,
    namespace,
    service,
    pathOf,
    /** Path of a section of a service's page. */
    pageOf: (serviceName: string, section = '') =>
      pathOf(`/clusters/${clusterId}/services/${namespace}/${serviceName}/${section}`),
    info: async (serviceName: string) =>
      (await script.data('DescribeClusterServiceInfo', service(serviceName))).service,
    instances: async (serviceName: string) =>
      (await script.data('DescribeServiceInstance', service(serviceName))).instances,
  }
}

export type NodeConsole = Awaited<ReturnType<typeof openConsole>>

/** Nothing listens at this registry address, so a pull fails at once. */
export const unreachableImage = '127.0.0.1:1/none:1'

/** Creates a service of one instance of the workload. */
export async function create(
  { data, service }: NodeConsole,
  name: string,
  container: object = {},
  overrides: object = {},
) {
  await data('CreateClusterService', {
    ...service(name),
    replicas: 1,
    accessType: 'None',
    containers: [{ containerName: 'web', image: workload, ...container }],
    ...overrides,
  })
}

/** Status of a service, and status and reason of its instances. */
export const stateOf = async ({ info, instances }: NodeConsole, name: string) => ({
  status: (await info(name)).status,
  instances: (await instances(name)).map(({ status, reason }) => `${status} ${reason}`.trim()),
})

let namespaces = 0

/** Tests of a console that manages the cluster of the real node. */
export const test = base.extend<{
  node: NonNullable<typeof node>
  console: NodeConsole
}>({
  server: [
    async ({ speed: _none }, use) => {
      const server = await startServer({
        env: { GANTRY_KUBECONFIG: node?.controlPlane.kubeconfig ?? '' },
      })
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  node: async ({ browserName: _none }, use) => {
    if (!node) throw new Error('there is no node')
    await use(node)
  },
  console: async ({ server, node }, use) => {
    namespaces += 1
    const namespace = `real-${process.pid}-${namespaces}`
    await use(await openConsole(server.url, namespace))
    const { client, close } = clientFor(node.controlPlane)
    // Without grace period, because the next test does not wait for these pods.
    await client.write({
      method: 'DELETE',
      path: `/api/v1/namespaces/${namespace}/pods?gracePeriodSeconds=0`,
    })
    await client.write({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` })
    await close()
  },
})

const reason = process.env.GANTRY_REAL_NODE_MISSING ?? 'run by npm run e2e:node'
test.skip(!node, `on a real node: ${reason}`)

export { expect }
