import * as z from 'zod/mini'
import { invalid, refuse } from '../../apiError'
import type { Handlers } from '../../backend'
import { annotationNames } from '../annotations'
import { refusalFor } from '../client/refusals'
import { StatusError } from '../client/status'
import type { Cluster } from '../clusters/cluster'
import type { Clusters } from '../clusters/find'
import type { Deployment } from '../objects/deployment'
import { checkAccess } from '../specs/access'
import { mergedSpec, type Spec } from '../specs/deployment'
import { changeAccess } from './accessWrites'
import { changeableService } from './find'
import { pathOf } from './paths'

const live = z.object({
  metadata: z.object({
    generation: z.int(),
    annotations: z.optional(z.record(z.string(), z.string())),
  }),
  spec: z.record(z.string(), z.unknown()),
})
const attempts = 5

/** Throws 4000 for a claim that the namespace lacks: pods would wait for it forever. */
export async function checkClaims(
  { client }: Cluster,
  { namespace, volumes = [] }: Pick<Spec, 'namespace' | 'volumes'>,
  signal: AbortSignal,
): Promise<void> {
  for (const [index, { volumeType, cbsDiskId = '' }] of volumes.entries()) {
    if (volumeType !== 'cbsDisk') continue
    const list = `/api/v1/namespaces/${encodeURIComponent(namespace)}/persistentvolumeclaims`
    try {
      await client.get(`${list}/${encodeURIComponent(cbsDiskId)}`, signal)
    } catch (error) {
      if (!(error instanceof StatusError && error.status === 404)) throw refusalFor(error, false)
      const path = `volumes.${index}.cbsDiskId`
      throw invalid(path, `${cbsDiskId} is not a PersistentVolumeClaim of ${namespace}`)
    }
  }
}

/**
 * Replaces the settings that the API can express and keeps the others. Detects concurrent changes
 * by the generation, because the resource version also changes with the status, often during a
 * rollout.
 */
async function replaceSpec(
  { client, cache }: Cluster,
  deployment: Deployment,
  spec: Spec,
  signal: AbortSignal,
): Promise<void> {
  const path = pathOf('deployments', deployment)
  for (let tries = 1; ; tries += 1) {
    const present = z.parse(live, await client.read(path, signal))
    const { generation, annotations = {} } = present.metadata
    const { [annotationNames.description]: _old, ...others } = annotations
    const kept = {
      ...others,
      ...(spec.serviceDesc && { [annotationNames.description]: spec.serviceDesc }),
      ...(present.spec.paused === true && { [annotationNames.replicas]: String(spec.replicas) }),
    }
    const body = [
      { op: 'test', path: '/metadata/generation', value: generation },
      { op: 'add', path: '/metadata/annotations', value: kept },
      { op: 'replace', path: '/spec', value: mergedSpec(present.spec, spec) },
    ]
    const contentType = 'application/json-patch+json'
    try {
      const answer = await client.write({ method: 'PATCH', path, body, contentType })
      return cache.merge('deployments', answer)
    } catch (error) {
      const isTest = error instanceof StatusError && isFailedTest(error)
      if (!isTest) throw refusalFor(error, true)
      if (tries === attempts) {
        throw refuse(
          5100,
          `service ${deployment.metadata.name} keeps being changed concurrently; try again`,
        )
      }
    }
  }
}

/**
 * Whether a JSON Patch failed at its `test` operation; the message of an invalid spec names the
 * field instead.
 */
const isFailedTest = ({ status, message }: StatusError) =>
  status === 422 && /^the server rejected our request due to an error in our request/.test(message)

export const serviceReplacement = (clusters: Clusters) =>
  ({
    ModifyClusterService: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      checkAccess(params)
      await checkClaims(cluster, params, context.signal)
      await replaceSpec(cluster, deployment, params, context.signal)
      const { namespace, name } = deployment.metadata
      const changed = cluster.cache.deployments.get(namespace, name) ?? deployment
      await changeAccess(cluster, changed, params, context.signal)
      return {}
    },
  }) satisfies Handlers
