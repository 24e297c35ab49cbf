import * as z from 'zod/mini'
import { refuse } from '../../apiError'
import { change } from '../client/change'
import { refusalFor } from '../client/refusals'
import { StatusError } from '../client/status'
import type { Cluster } from '../clusters/cluster'
import type { Deployment } from '../objects/deployment'
import { hasLabels } from '../objects/meta'
import type { Access } from '../objects/service'
import { checkAccess, hasAccess, mergedAccess, newAccess } from '../specs/access'
import type { Spec } from '../specs/deployment'
import { listPath, pathOf } from './paths'
import { accessOf, portNumberOf } from './workload'

const fields = z.record(z.string(), z.unknown())
const attempts = 5

/** Whether the Service selects no pods of other Deployments. */
function isOnlyFor({ cache }: Cluster, access: Access, { metadata }: Deployment): boolean {
  return cache.deployments
    .by('namespace', metadata.namespace)
    .filter((one) => one.metadata.uid !== metadata.uid)
    .every((one) => !hasLabels(one.spec.template.metadata.labels, access.spec.selector))
}

/** Deletes a Deployment's Service, unless it also selects pods of other Deployments. */
export async function removeAccess(cluster: Cluster, deployment: Deployment): Promise<void> {
  const access = accessOf(cluster.cache, deployment)
  if (!access || !isOnlyFor(cluster, access, deployment)) return
  const { client, cache } = cluster
  const body = { preconditions: { uid: access.metadata.uid } }
  await change(client, { method: 'DELETE', path: pathOf('services', access), body })
  cache.accesses.remove(access)
}

type AccessSpec = Pick<Spec, 'serviceName' | 'namespace' | 'accessType' | 'portMappings'>

/** Creates the Service of a new Deployment. */
export async function createAccess(
  { client, cache }: Cluster,
  spec: AccessSpec,
  selector: Record<string, string>,
): Promise<void> {
  const path = listPath('services', spec.namespace)
  const body = newAccess(spec, selector)
  cache.merge('accesses', await change(client, { method: 'POST', path, body }))
}

/** Changes an existing Service; retries with the current one after a concurrent change. */
async function mergeAccess(
  { client, cache }: Cluster,
  deployment: Deployment,
  access: Access,
  spec: AccessSpec,
  signal: AbortSignal,
): Promise<void> {
  const path = pathOf('services', access)
  const numberOf = (name: string) => portNumberOf(deployment, name)
  for (let tries = 1; ; tries += 1) {
    const live = z.parse(fields, await client.read(path, signal))
    const body = mergedAccess(live, spec, numberOf)
    try {
      return cache.merge('accesses', await client.write({ method: 'PUT', path, body }))
    } catch (error) {
      const isConflict = error instanceof StatusError && error.reason === 'Conflict'
      if (!isConflict) throw refusalFor(error, true)
      if (tries === attempts)
        throw refuse(5100, `${path} keeps being changed concurrently; try again`)
    }
  }
}

/** Creates, changes or deletes the Service of a Deployment according to the requested access. */
export async function changeAccess(
  cluster: Cluster,
  deployment: Deployment,
  spec: AccessSpec,
  signal: AbortSignal,
): Promise<void> {
  checkAccess(spec)
  const access = accessOf(cluster.cache, deployment)
  if (!hasAccess(spec)) return removeAccess(cluster, deployment)
  if (access) return mergeAccess(cluster, deployment, access, spec, signal)
  const selector = deployment.spec.selector?.matchLabels ?? {}
  return createAccess(cluster, spec, selector)
}
