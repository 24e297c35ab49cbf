import * as z from 'zod/mini'
import { invalid, refuse } from '../../apiError'
import type { Handlers } from '../../backend'
import { annotationNames } from '../annotations'
import { refusalFor, refusalOfFields } from '../client/refusals'
import { StatusError } from '../client/status'
import type { Cluster } from '../clusters/cluster'
import type { Clusters } from '../clusters/find'
import type { Deployment } from '../objects/deployment'
import { checkAccess } from '../specs/access'
import { mergedSpec, type Spec } from '../specs/deployment'
import { checkReferences } from '../specs/environment'
import { deploymentField } from '../specs/fieldPaths'
import { fieldsOf, listOf } from '../specs/fields'
import { changeAccess } from './accessWrites'
import { changeableService } from './find'
import { annotationOperations, isFailedTest, jsonPatch, specOperations } from './jsonPatch'
import { pathOf } from './paths'
import { previousText } from './rollback/previous'
import { previousSettings } from './rollback/previousSettings'

const liveDeployment = z.object({
  metadata: z.object({
    annotations: z.optional(z.record(z.string(), z.string())),
  }),
  spec: z.record(z.string(), z.unknown()),
})
type LiveDeployment = z.output<typeof liveDeployment>
const maxAttempts = 5

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

/** Throws 4000 if a variable of the request would replace a reference. */
function checkEnvironment({ spec: current }: LiveDeployment, { containers }: Spec): void {
  const presentContainers = listOf(fieldsOf(fieldsOf(current.template).spec).containers)
  for (const [index, { containerName, envs = [] }] of containers.entries()) {
    const container = presentContainers.find(({ name }) => name === containerName)
    checkReferences(container?.env, envs, `containers.${index}`)
  }
}

/** The annotations of a request; an undefined value removes the annotation. */
const annotationsOf = ({ spec: { paused, replicas } }: LiveDeployment, spec: Spec) => ({
  [annotationNames.description]: spec.serviceDesc || undefined,
  ...(paused === true && {
    [annotationNames.replicas]: replicas === spec.replicas ? undefined : String(spec.replicas),
  }),
})

/**
 * Replaces the settings that the API can express and keeps the others. Retries after a concurrent
 * change of the same fields. A dry run returns the template with the API server's defaults, by
 * whose hash a rollback recognises it.
 */
async function replaceSpec(
  cluster: Cluster,
  deployment: Deployment,
  spec: Spec,
  signal: AbortSignal,
): Promise<void> {
  const { client, cache } = cluster
  const path = pathOf('deployments', deployment)
  const patch = (body: object[], query = '') =>
    client.write({ method: 'PATCH', path: `${path}${query}`, body, contentType: jsonPatch })
  for (let attempt = 1; ; attempt += 1) {
    const current = z.parse(liveDeployment, await client.read(path, signal))
    checkEnvironment(current, spec)
    const desiredSpec = mergedSpec(current.spec, spec)
    const changes = annotationsOf(current, spec)
    const presentAnnotations = current.metadata.annotations
    const specPatch = specOperations(current.spec, desiredSpec)
    const isSame = specPatch.length === 0
    try {
      const dryRun = isSame ? current : await patch(specPatch, '?dryRun=All')
      const previous = await previousSettings(cluster, deployment, current, dryRun, spec)
      const annotationPatch = annotationOperations(presentAnnotations, {
        ...changes,
        ...(previous && { [annotationNames.previous]: previousText(previous) }),
      })
      if (isSame && annotationPatch.length === 0) return
      return cache.merge('deployments', await patch([...annotationPatch, ...specPatch]))
    } catch (error) {
      const isConflict = error instanceof StatusError && isFailedTest(error)
      if (!isConflict)
        throw refusalOfFields(error, (value) => deploymentField(value, desiredSpec, spec))
      if (attempt === maxAttempts) {
        throw refuse(
          5100,
          `service ${deployment.metadata.name} keeps being changed concurrently; try again`,
        )
      }
    }
  }
}

export const serviceReplacement = (clusters: Clusters) =>
  ({
    ModifyClusterService: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      checkAccess(params, cluster.source.innerAccess)
      await checkClaims(cluster, params, context.signal)
      // Dry-run the Service first, so that a refused Service does not leave a changed Deployment
      // behind.
      await changeAccess(cluster, deployment, params, 'dryRun', context.signal)
      await replaceSpec(cluster, deployment, params, context.signal)
      const { namespace, name } = deployment.metadata
      const changedDeployment = cluster.cache.deployments.get(namespace, name) ?? deployment
      await changeAccess(cluster, changedDeployment, params, 'write', context.signal)
      return {}
    },
  }) satisfies Handlers
