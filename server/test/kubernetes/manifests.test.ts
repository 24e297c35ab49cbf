import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { programs } from './components'
import { isPlaneMissing, needsPlane, openTestCluster } from './testCluster'

const folder = path.resolve(import.meta.dirname, '../../../deploy/kubernetes')
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.yaml'))

/** Applies a manifest in a server-side dry run that rejects unknown fields. */
function dryRun(manifest: string) {
  const options = ['apply', '--dry-run=server', '--validate=strict', '-f', '-']
  const kubeconfig = `--kubeconfig=${inject('controlPlane')?.kubeconfig}`
  return spawnSync(programs.kubectl ?? '', [kubeconfig, ...options], {
    input: manifest,
    encoding: 'utf8',
  })
}

describe.skipIf(isPlaneMissing())(`the manifests of deploy/kubernetes ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    cluster = await openTestCluster('manifests')
    const labels = { 'pod-security.kubernetes.io/warn': 'restricted' }
    await cluster.admin.write({
      method: 'PATCH',
      path: '/api/v1/namespaces/manifests',
      body: { metadata: { labels } },
    })
  })
  afterAll(() => cluster.close())

  it.each(files)('%s is accepted, without a warning of Pod Security "restricted"', (name) => {
    // Use another namespace, because other tests create and delete the namespace of the manifests.
    const manifest = fs
      .readFileSync(path.join(folder, name), 'utf8')
      .replaceAll('namespace: gantry\n', 'namespace: manifests\n')
    expect(dryRun(manifest)).toMatchObject({ status: 0, stderr: '' })
  })

  it.each([
    ['replicas: 2', 'replicaCount: 2', /unknown field "spec.replicaCount"/],
    ['runAsNonRoot: true', 'runAsNonRoot: false', /would violate PodSecurity/],
  ])('a manifest with %s changed to %s is refused', (from, to, problem) => {
    const manifest = fs
      .readFileSync(path.join(folder, 'gantry.yaml'), 'utf8')
      .replaceAll('namespace: gantry\n', 'namespace: manifests\n')
    expect(dryRun(manifest.replace(from, to)).stderr).toMatch(problem)
  })
})
