import * as z from 'zod/mini'
import { refuse } from '../../apiError'
import { change } from '../client/change'
import { refusalOfFields } from '../client/refusals'
import { StatusError } from '../client/status'
import type { Cluster } from '../clusters/cluster'
import type { Deployment } from '../objects/deployment'
import { hasLabels } from '../objects/meta'
import type { Access } from '../objects/service'
import { checkAccess, hasAccess, mergedAccess, newAccess } from '../specs/access'
import type { Spec } from '../specs/deployment'
import { serviceField } from '../specs/fieldPaths'
import { fieldsOf, isEqual } from '../specs/fields'
import { listPath, pathOf } from './paths'
import { accessOf, accessSelectorOf, portNumberOf } from './workload'

const fields = z.record(z.string(), z.unknown())
const maxAttempts = 5

/** Whether the Service selects no pods of other Deployments. */
function selectsOnlyPodsOf({ cache }: Cluster, access: Access, { metadata }: Deployment): boolean {
  return cache.deployments
    .by('namespace', metadata.namespace)
    .filter((one) => one.metadata.uid !== metadata.uid)
    .every((one) => !hasLabels(one.spec.template.metadata.labels, access.spec.selector))
}

/** Deletes a Deployment's Service, unless it also selects pods of other Deployments. */
export async function removeAccess(cluster: Cluster, deployment: Deployment): Promise<void> {
  const access = accessOf(cluster.cache, deployment)
  if (!access || !selectsOnlyPodsOf(cluster, access, deployment)) return
  const { client, cache } = cluster
  const body = { preconditions: { uid: access.metadata.uid } }
  await change(client, { method: 'DELETE', path: pathOf('services', access), body })
  cache.accesses.remove(access)
}

type AccessSpec = Pick<Spec, 'serviceName' | 'namespace' | 'accessType' | 'portMappings'>

/** `dryRun` validates the write at the API server without an effect. */
export type WriteMode = 'write' | 'dryRun'

const inMode = (path: string, mode: WriteMode) => (mode === 'dryRun' ? `${path}?dryRun=All` : path)

/** Creates the Service of a new Deployment. */
export async function createAccess(
  { client, cache }: Cluster,
  spec: AccessSpec,
  selector: Record<string, string>,
  mode: WriteMode = 'write',
): Promise<void> {
  const path = inMode(listPath('services', spec.namespace), mode)
  const body = newAccess(spec, selector)
  try {
    const created = await client.write({ method: 'POST', path, body })
    if (mode === 'write') cache.merge('accesses', created)
  } catch (error) {
    throw refusalOfFields(error, (field) => serviceField(field, body.spec, spec))
  }
}

/** Changes an existing Service; after a concurrent change, retries with the current Service. */
async function mergeAccess(
  cluster: Cluster,
  deployment: Deployment,
  access: Access,
  spec: AccessSpec,
  mode: WriteMode,
  signal: AbortSignal,
): Promise<void> {
  const { client, cache } = cluster
  const path = pathOf('services', access)
  const numberOf = (name: string) => portNumberOf(deployment, name)
  for (let attempt = 1; ; attempt += 1) {
    const presentAccess = z.parse(fields, await client.read(path, signal))
    const body = mergedAccess(presentAccess, spec, numberOf)
    if (!body) return mode === 'write' ? removeAccess(cluster, deployment) : undefined
    if (isEqual(presentAccess, body)) return
    try {
      const updated = await client.write({ method: 'PUT', path: inMode(path, mode), body })
      return mode === 'write' ? cache.merge('accesses', updated) : undefined
    } catch (error) {
      const isConflict = error instanceof StatusError && error.reason === 'Conflict'
      if (!isConflict) {
        throw refusalOfFields(error, (field) => serviceField(field, fieldsOf(body.spec), spec))
      }
      if (attempt === maxAttempts)
        throw refuse(5100, `${path} keeps being changed concurrently; try again`)
    }
  }
}

/** Creates, changes or deletes the Service of a Deployment according to the requested access. */
export async function changeAccess(
  cluster: Cluster,
  deployment: Deployment,
  spec: AccessSpec,
  mode: WriteMode,
  signal: AbortSignal,
): Promise<void> {
  checkAccess(spec)
  const access = accessOf(cluster.cache, deployment)
  if (spec.accessType === 'None') {
    return mode === 'write' ? removeAccess(cluster, deployment) : undefined
  }
  if (access) return mergeAccess(cluster, deployment, access, spec, mode, signal)
  if (!hasAccess(spec)) return
  return createAccess(cluster, spec, accessSelectorOf(deployment), mode)
}
