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
    const presentSpec = z.parse(object, await client.read(path, signal)).spec
    const patchedSpec = z.parse(object, await patch({ spec }, '?dryRun=All')).spec
    const fromHash = await templateHash(presentSpec.template)
    const toHash = await templateHash(patchedSpec.template)
    if (fromHash === toHash) return
    // Kubernetes creates no ReplicaSet for the template of a paused service.
    const unreleasedTemplate = presentSpec.paused && { template: presentSpec.template }
    const previous = previousText({ version: 1, from: fromHash, to: toHash, ...unreleasedTemplate })
    const annotations = { [annotationNames.previous]: previous }
    cache.merge('deployments', await patch({ metadata: { annotations }, spec }))
  } catch (error) {
    throw refusalFor(error, true)
  }
}
