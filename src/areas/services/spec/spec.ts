import type { RequestOf } from '../../../contract/action'
import type {
  CreateClusterService,
  ModifyClusterService,
} from '../../../contract/actions/services/services'
import { isFields } from '../../../contract/fields'
import type { ServiceRef } from '../serviceState'

export type CreateParams = RequestOf<typeof CreateClusterService>
export type ModifyParams = RequestOf<typeof ModifyClusterService>
export type Strategy = ModifyParams['strategy']
export type Access = NonNullable<ModifyParams['accessType']>

/**
 * All settings of a service in terms of the write actions, without its location. `strategy` is
 * absent if never set: CreateClusterService does not accept it.
 */
export type Spec = Omit<ModifyParams, keyof ServiceRef | 'strategy'> & {
  strategy?: Strategy | undefined
}

export type Container = Spec['containers'][number]
export type Volume = NonNullable<Spec['volumes']>[number]
export type Port = NonNullable<Spec['portMappings']>[number]
export type Check = NonNullable<Container['healthCheck']>[number]

function tidyValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidyValue)
  if (!isFields(value)) return value
  const entries = Object.entries(value)
    .map(([key, child]): [string, unknown] => [key, tidyValue(child)])
    .filter(([, child]) => child !== undefined && !(Array.isArray(child) && child.length === 0))
  return Object.fromEntries(entries)
}

/**
 * Drops undefined fields and empty lists, which have no effect on the wire. Keeps empty texts: an
 * environment variable may be empty.
 */
export function tidy<T>(value: T): T {
  // The cast is safe: only fields whose type allows absence are dropped.
  return tidyValue(value) as T
}

/** Texts for which empty means the same as absent, although the wire distinguishes them. */
const optionalTexts = new Set([
  'serviceDesc',
  'subnetId',
  'hostPath',
  'command',
  'workingDir',
  'path',
])

function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, child]) => !(child === '' && optionalTexts.has(key)))
      .map(([key, child]) => [key, withoutBlanks(child)]),
  )
}

/** Normalises settings, also dropping empty texts without meaning. */
export function clean<T>(value: T): T {
  return tidyValue(withoutBlanks(value)) as T
}

const placeNames = new Set(['clusterId', 'namespace', 'serviceName'])

/** Extracts the settings from parameters of CreateClusterService or ModifyClusterService. */
export function specOf(params: CreateParams | ModifyParams): Spec {
  const { clusterId: _, namespace: __, serviceName: ___, ...spec } = params
  return spec
}

/** Settings stored by the proxy, which validated them before sending. */
export function specFrom(stored: Readonly<Record<string, unknown>>): Spec | undefined {
  if (!Array.isArray(stored.containers) || typeof stored.replicas !== 'number') return undefined
  const entries = Object.entries(stored).filter(([name]) => !placeNames.has(name))
  // The settings were validated when they were stored, and later contracts only add fields.
  return Object.fromEntries(entries) as unknown as Spec
}

/** The ModifyClusterService request for these settings. */
export const modifyParams = (serviceRef: ServiceRef, spec: Spec): ModifyParams =>
  tidy({ ...serviceRef, ...spec, strategy: spec.strategy ?? 'RollingUpdate' })

/**
 * The CreateClusterService request for these settings; the update strategy cannot be set at
 * creation.
 */
export function createParams(serviceRef: ServiceRef, spec: Spec): CreateParams {
  const { strategy: _, minReadySeconds: __, ...rest } = spec
  return tidy({ ...serviceRef, ...rest })
}
