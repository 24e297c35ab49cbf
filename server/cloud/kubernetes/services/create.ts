import * as z from 'zod/mini'
import { denied } from '../../apiError'
import type { Handlers } from '../../backend'
import { annotationNames } from '../annotations'
import { change } from '../client/change'
import { refusalFor, refusalOfFields } from '../client/refusals'
import { StatusError } from '../client/status'
import type { Cluster } from '../clusters/cluster'
import { type Clusters, clusterIn } from '../clusters/find'
import { timeOf } from '../objects/meta'
import type { Timing } from '../ports'
import { checkAccess, hasAccess } from '../specs/access'
import { newDeployment, selectorLabel } from '../specs/deployment'
import { deploymentField } from '../specs/fieldPaths'
import { createAccess, removeAccesses } from './accessWrites'
import { changeableService } from './find'
import { patchDeployment } from './patch'
import { listPath, pathOf } from './paths'
import { checkClaims } from './replace'

/** Deletes the ReplicaSets and pods before the Deployment itself. */
const foreground = { propagationPolicy: 'Foreground' }

const objectNamed = (namespace: string, name: string) => ({ metadata: { namespace, name } })

async function removeIfPresent({ client }: Cluster, path: string): Promise<void> {
  try {
    await client.write({ method: 'DELETE', path, body: foreground })
  } catch (error) {
    if (!(error instanceof StatusError && error.status === 404)) throw refusalFor(error, true)
  }
}

const labelledObject = z.object({
  metadata: z.object({ labels: z.optional(z.record(z.string(), z.string())) }),
})

/**
 * Whether the Kubernetes Service of this CCS service exists. Asks the API server, because the
 * response to its creation may have been lost.
 */
async function hasOwnAccess({ client }: Cluster, path: string, name: string): Promise<boolean> {
  try {
    const { metadata } = z.parse(labelledObject, await client.get(path))
    return metadata.labels?.[selectorLabel] === name
  } catch (error) {
    if (error instanceof StatusError && error.status === 404) return false
    throw refusalFor(error, true)
  }
}

/** Deletes the objects of a service whose creation failed. */
async function undo(cluster: Cluster, namespace: string, name: string): Promise<void> {
  const path = pathOf('services', objectNamed(namespace, name))
  if (await hasOwnAccess(cluster, path, name)) await removeIfPresent(cluster, path)
  await removeIfPresent(cluster, pathOf('deployments', objectNamed(namespace, name)))
}

/**
 * Milliseconds; longer than a creation takes, so that services that another console is still
 * creating are not deleted.
 */
const abandonedAfter = 15_000
const pause = 2_000

/** Deletes services left unfinished by a console that was killed, until `signal` aborts. */
export async function removeUnfinished(
  cluster: Cluster,
  { now, wait }: Timing,
  log: (message: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const abandoned = cluster.cache.deployments
      .all()
      .filter(({ metadata }) => metadata.annotations?.[annotationNames.unfinished] !== undefined)
      .filter(({ metadata }) => !metadata.deletionTimestamp)
      .filter(({ metadata }) => now() - timeOf(metadata.creationTimestamp) > abandonedAfter)
    for (const { metadata } of abandoned) {
      const name = `${metadata.namespace}/${metadata.name}`
      try {
        await undo(cluster, metadata.namespace, metadata.name)
        log(`service ${name} was never finished and is deleted`)
      } catch (error) {
        log(`service ${name} was never finished and cannot be deleted: ${String(error)}`)
      }
    }
    await wait(pause, signal)
  }
}

export const serviceCreation = (clusters: Clusters) =>
  ({
    /**
     * Creates the Deployment and the Service, or neither: the Deployment stays marked as unfinished
     * until its Service exists.
     */
    CreateClusterService: async (params, context) => {
      const cluster = clusterIn(clusters, params.clusterId, context)
      const { client, cache } = cluster
      const { namespace, serviceName } = params
      await cache.workloads(context, namespace)
      if (cache.namespaces.get('', namespace)?.status.phase === 'Terminating') {
        throw denied('NamespaceTerminating', `namespace ${namespace} is being deleted`)
      }
      checkAccess(params, cluster.source.innerAccess)
      await checkClaims(cluster, params, context.signal)
      const takenError = () =>
        denied('ResourceExistAlready', `service ${namespace}/${serviceName} exists already`)
      if (hasAccess(params) && cache.accesses.get(namespace, serviceName)) throw takenError()
      const unfinished = hasAccess(params) ? { [annotationNames.unfinished]: 'true' } : {}
      const body = newDeployment(params, unfinished)
      const path = listPath('deployments', namespace)
      const selector = { [selectorLabel]: serviceName }
      // Dry-run the Service first, so that no pod starts if the API server refuses the Service.
      if (hasAccess(params)) await createAccess(cluster, params, selector, 'dryRun')
      try {
        cache.merge('deployments', await client.write({ method: 'POST', path, body }))
      } catch (error) {
        const isTaken = error instanceof StatusError && error.reason === 'AlreadyExists'
        if (isTaken) throw takenError()
        throw refusalOfFields(error, (field) => deploymentField(field, body.spec, params))
      }
      if (!hasAccess(params)) return {}
      try {
        await createAccess(cluster, params, selector)
        const created = cache.deployments.get(namespace, serviceName)
        const finished = { metadata: { annotations: { [annotationNames.unfinished]: null } } }
        if (created) await patchDeployment(cluster, created, finished)
      } catch (error) {
        await undo(cluster, namespace, serviceName)
        throw error
      }
      return {}
    },

    DeleteClusterService: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      const path = pathOf('deployments', deployment)
      // Dry-run the Services first, so that a refusal leaves the whole service in place.
      await removeAccesses(cluster, deployment, 'dryRun')
      const body = { ...foreground, preconditions: { uid: deployment.metadata.uid } }
      cluster.cache.merge(
        'deployments',
        await change(cluster.client, { method: 'DELETE', path, body }),
      )
      await removeAccesses(cluster, deployment, 'write')
      return {}
    },
  }) satisfies Handlers
