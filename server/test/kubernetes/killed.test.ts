import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { scriptOf } from '../proxy/startedConsole'
import { kubeconfigOf } from './controlPlane'
import { buildServer, newFolder, startHoldingProxy, startProcess } from './killedConsole'
import { openServiceCluster, type ServiceCluster } from './serviceCluster'
import { isPlaneMissing, needsPlane } from './testCluster'

describe.skipIf(isPlaneMissing())(`a console that is killed ${needsPlane}`, () => {
  let cluster: ServiceCluster
  beforeAll(async () => {
    await buildServer()
    cluster = await openServiceCluster('killed')
    // Stop the shared console, because only the consoles of this test may repair unfinished writes.
    await cluster.stop()
  }, 120_000)
  afterAll(() => cluster.close())

  it.each([
    ['the Service exists', 'POST', /\/namespaces\/killed\/services\?fieldManager=/],
    [
      'the mark of the unfinished service is removed',
      'PATCH',
      /\/namespaces\/killed\/deployments\//,
    ],
  ])(
    'before %s leaves no unfinished objects for longer than 20 s after the next start',
    async (_step, method, url) => {
      const controlPlane = inject('controlPlane')
      if (!controlPlane) throw new Error('there is no control plane')
      const name = method.toLowerCase()
      const proxy = await startHoldingProxy(
        controlPlane,
        (requested, to) => requested === method && url.test(to),
      )
      const data = newFolder()
      const kubeconfig = path.join(data, 'kubeconfig.json')
      fs.writeFileSync(
        kubeconfig,
        JSON.stringify(kubeconfigOf({ ...controlPlane, server: proxy.server })),
      )
      const killed = await startProcess(data, kubeconfig)
      const call = await scriptOf(killed.url)
      const { text } = await call('DescribeCluster', {}, 'kubernetes')
      const [{ clusterId }] = JSON.parse(text).data.clusters
      const spec = { ...cluster.spec(name), clusterId }
      void call('CreateClusterService', spec, 'kubernetes').catch(() => undefined)
      await proxy.held
      await killed.kill()
      const { metadata } = await cluster.deploymentOf(name)
      expect(metadata.annotations).toHaveProperty('gantry.io/unfinished')
      const restarted = await startProcess(data, controlPlane.kubeconfig)
      await cluster.awaitDeletion(name, 20_000)
      await expect(cluster.accessOf(name)).rejects.toMatchObject({ status: 404 })
      await restarted.kill()
      await proxy.close()
      fs.rmSync(data, { recursive: true })
    },
    180_000,
  )
})
