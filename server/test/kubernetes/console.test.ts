import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { closeAll, folder, scriptOf, startAndOpen } from '../proxy/startedConsole'
import { isPlaneMissing, needsPlane } from './testCluster'

afterEach(closeAll)

describe.skipIf(isPlaneMissing())(`the console ${needsPlane}`, () => {
  it('serves the clusters of GANTRY_KUBECONFIG in place of the simulation', async () => {
    const controlPlane = inject('controlPlane')
    const { url, running } = await startAndOpen(folder(), {
      GANTRY_KUBECONFIG: controlPlane?.kubeconfig,
    })
    expect(Object.fromEntries(running.facts)).toMatchObject({ Clusters: 'test' })
    const call = await scriptOf(url)
    const { status, text } = await call('DescribeCluster', {}, 'kubernetes')
    expect(status).toBe(200)
    const { clusters } = JSON.parse(text).data
    expect(clusters).toMatchObject([{ clusterName: 'test', status: 'Running' }])
    expect(text).not.toContain(controlPlane?.token)
    const simulated = await call('DescribeCluster', {}, 'embedded')
    expect(JSON.parse(simulated.text).error).toMatchObject({ codeDesc: 'UnknownAccount' })
  })

  it('serves the chosen contexts of an account with a backend, in their regions', async () => {
    const controlPlane = inject('controlPlane')
    const data = folder()
    const kubernetes = {
      kubeconfig: controlPlane?.kubeconfig,
      contexts: ['test'],
      regions: { test: 'bj' },
    }
    const file = path.join(data, 'accounts.json')
    fs.writeFileSync(file, JSON.stringify([{ name: 'shop', backend: { kubernetes } }]))
    const { url } = await startAndOpen(data, { GANTRY_ACCOUNTS: file })
    const call = await scriptOf(url)
    const { text } = await call('DescribeCluster', {}, 'shop', 'bj')
    expect(JSON.parse(text).data.clusters).toMatchObject([
      { clusterName: 'test', region: 'ap-beijing' },
    ])
  })

  it('reports the actions that it does not answer, with reasons', async () => {
    const controlPlane = inject('controlPlane')
    const { url } = await startAndOpen(folder(), { GANTRY_KUBECONFIG: controlPlane?.kubeconfig })
    const call = await scriptOf(url)
    const refused = await call('CreateRepository', { reponame: 'shop/web' }, 'kubernetes')
    expect(JSON.parse(refused.text).error).toMatchObject({
      code: 6100,
      message: 'This account has no image registry.',
    })
  })
})
