import { areBuilt } from '../../server/test/kubernetes/components'
import {
  type ControlPlane,
  clientFor,
  startControlPlane,
} from '../../server/test/kubernetes/controlPlane'
import { fakeNode } from '../../server/test/kubernetes/fakeNode'
import { expectNoKeys } from './keys'
import { startServer } from './server'
import { test as base, expect, signInPage } from './test'

interface RunningControlPlane extends ControlPlane {
  /** Creates an object, as another tool would. */
  make: (path: string, body: object) => Promise<unknown>
  remove: (path: string) => Promise<unknown>
}

/** Tests on a console whose only account is a real control plane with three nodes of KWOK. */
export const test = base.extend<object, { controlPlane: RunningControlPlane }>({
  controlPlane: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const { controlPlane, stop } = await startControlPlane()
      const { client, close } = clientFor(controlPlane)
      const make = (path: string, body: object) => client.write({ method: 'POST', path, body })
      const remove = (path: string) => client.write({ method: 'DELETE', path })
      for (const name of ['node-1', 'node-2', 'node-3']) {
        await make('/api/v1/nodes', fakeNode(name))
      }
      await use({ ...controlPlane, make, remove })
      await close()
      await stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  server: [
    async ({ controlPlane }, use) => {
      const server = await startServer({ env: { GANTRY_KUBECONFIG: controlPlane.kubeconfig } })
      await use(server)
      await server.stop()
      expectNoKeys(server.log())
      expect(server.log()).not.toContain(controlPlane.token)
    },
    { scope: 'worker' },
  ],
  signedIn: async ({ page, server }, use) => {
    await signInPage(page, server.url)
    await use(page)
  },
})

/** Skips the tests of a file if the control plane has not been built; skipped tests are counted. */
export const needPlane = () =>
  test.skip(!areBuilt(), 'needs a real control plane (enabled by npm run kubernetes:build)')
