import * as z from 'zod/mini'
import { annotationNames } from '../../annotations'
import { strategicPatch } from '../../client/client'
import { refusalFor } from '../../client/refusals'
import type { Cluster } from '../../clusters/cluster'
import type { Deployment } from '../../objects/deployment'
import { pathOf } from '../paths'
import { previousText } from './previous'
import { template, templateHash } from './templates'

const object = z.object({
  spec: z.looseObject({ template, paused: z.optional(z.boolean()) }),
})

/** Changes the images of containers by name, and records the present template for a rollback. */
export async function patchImages(
  { client, cache }: Cluster,
  deployment: Deployment,
  containers: readonly { name: string; image: string }[],
  signal: AbortSignal,
): Promise<void> {
  const path = pathOf('deployments', deployment)
  const spec = { template: { spec: { containers } } }
  const patch = async (body: object, query = '') =>
    client.write({
      method: 'PATCH',
      path: `${path}${query}`,
      body,
      contentType: strategicPatch,
    })
  try {
    const before = z.parse(object, await client.read(path, signal)).spec
    const after = z.parse(object, await patch({ spec }, '?dryRun=All')).spec
    const from = await templateHash(before.template)
    const to = await templateHash(after.template)
    if (from === to) return
    // A paused service makes no ReplicaSet for its templates.
    const unreleased = before.paused && { template: before.template }
    const previous = previousText({ version: 1, from, to, ...unreleased })
    const annotations = { [annotationNames.previous]: previous }
    cache.merge('deployments', await patch({ metadata: { annotations }, spec }))
  } catch (error) {
    throw refusalFor(error, true)
  }
}
