import * as z from 'zod/mini'
import { invalid, refuse } from '../../apiError'
import { refusalFor, refusalOfFields } from '../client/refusals'
import { StatusError } from '../client/status'
import type { Cluster } from '../clusters/cluster'
import type { Deployment } from '../objects/deployment'
import type { Access } from '../objects/service'
import { type AccessSpec, checkAccess, hasAccess, mergedAccess, newAccess } from '../specs/access'
import { serviceField } from '../specs/fieldPaths'
import { fieldsOf, isEqual } from '../specs/fields'
import { listPath, pathOf } from './paths'
import { accessesOf, accessOf, accessSelectorOf, isShared, portNumberOf } from './workload'

const fields = z.record(z.string(), z.unknown())
const maxAttempts = 5

/** `dryRun` validates the write at the API server without an effect. */
export type WriteMode = 'write' | 'dryRun'

const inMode = (path: string, mode: WriteMode) => (mode === 'dryRun' ? `${path}?dryRun=All` : path)

/** Deletes the Services of a Deployment that select no other pods. */
export async function removeAccesses(
  { client, cache }: Cluster,
  deployment: Deployment,
  mode: WriteMode,
): Promise<void> {
  const ownAccesses = accessesOf(cache, deployment).filter(
    (access) => !isShared(cache, access, deployment),
  )
  for (const access of ownAccesses) {
    const path = pathOf('services', access)
    // The API server ignores the query of a deletion that has a body.
    const body = {
      preconditions: { uid: access.metadata.uid },
      ...(mode === 'dryRun' && { dryRun: ['All'] }),
    }
    try {
      await client.write({ method: 'DELETE', path, body })
    } catch (error) {
      const isDeleted = error instanceof StatusError && error.status === 404
      if (!isDeleted) throw refusalFor(error, true)
    }
    if (mode === 'write') cache.accesses.remove(access)
  }
}

/** Removes all access to a Deployment; throws if a Service cannot be deleted. */
async function removeAllAccess(
  cluster: Cluster,
  deployment: Deployment,
  mode: WriteMode,
): Promise<void> {
  const { cache } = cluster
  const shared = accessesOf(cache, deployment).find((access) => isShared(cache, access, deployment))
  if (shared) {
    const { name } = shared.metadata
    throw invalid(
      'accessType',
      `cannot become None: the Kubernetes Service ${name} also leads to pods outside this service`,
    )
  }
  await removeAccesses(cluster, deployment, mode)
}

/** Creates the Service of a new Deployment. */
export async function createAccess(
  { client, cache, source }: Cluster,
  spec: AccessSpec,
  selector: Record<string, string>,
  mode: WriteMode = 'write',
): Promise<void> {
  const path = inMode(listPath('services', spec.namespace), mode)
  const body = newAccess(spec, selector, source.innerAccess)
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
  const { client, cache, source } = cluster
  const path = pathOf('services', access)
  const numberOf = (name: string) => portNumberOf(deployment, name)
  for (let attempt = 1; ; attempt += 1) {
    const presentAccess = z.parse(fields, await client.read(path, signal))
    const body = mergedAccess(presentAccess, spec, numberOf, source.innerAccess)
    if (!body) return removeAllAccess(cluster, deployment, mode)
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
  checkAccess(spec, cluster.source.innerAccess)
  const access = accessOf(cluster.cache, deployment)
  if (spec.accessType === 'None') return removeAllAccess(cluster, deployment, mode)
  if (access) return mergeAccess(cluster, deployment, access, spec, mode, signal)
  if (!hasAccess(spec)) return
  return createAccess(cluster, spec, accessSelectorOf(deployment), mode)
}
