import type { RequestOf } from '../../../contract/action'
import type {
  CreateClusterService,
  ModifyClusterService,
} from '../../../contract/actions/services/services'
import type { Place } from '../serviceState'

export type CreateParams = RequestOf<typeof CreateClusterService>
export type ModifyParams = RequestOf<typeof ModifyClusterService>
export type Strategy = ModifyParams['strategy']
export type Access = NonNullable<ModifyParams['accessType']>

/**
 * Everything that can be set on a service, as the writers take it; the place is apart. `strategy` is
 * absent where nobody has set one: CreateClusterService does not take it.
 */
export type Spec = Omit<ModifyParams, keyof Place | 'strategy'> & {
  strategy?: Strategy | undefined
}

export type Container = Spec['containers'][number]
export type Volume = NonNullable<Spec['volumes']>[number]
export type Port = NonNullable<Spec['portMappings']>[number]
export type Check = NonNullable<Container['healthCheck']>[number]
export type NodeAffinity = NonNullable<Spec['nodeAffinity']>[number]
export type PodAffinity = NonNullable<Spec['podAffinity']>[number]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function tidied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidied)
  if (!isRecord(value)) return value
  const entries = Object.entries(value)
    .map(([key, one]): [string, unknown] => [key, tidied(one)])
    .filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0))
  return Object.fromEntries(entries)
}

/**
 * Without what says nothing on the wire: fields that are undefined and lists without entries. An empty
 * text is left where it stands: the value of a variable may be one.
 */
export function tidy<T>(value: T): T {
  // The same fields with the same values, less those whose type allows them to be absent.
  return tidied(value) as T
}

/** Texts that mean the same as absent ones, though the wire can carry either. */
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
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => !(one === '' && optionalTexts.has(key)))
      .map(([key, one]) => [key, withoutBlanks(one)]),
  )
}

/** Tidy, and without empty texts that say nothing. */
export function clean<T>(value: T): T {
  return tidied(withoutBlanks(value)) as T
}

const placeNames = new Set(['clusterId', 'namespace', 'serviceName'])

/** The settings in parameters of CreateClusterService or ModifyClusterService. */
export function specOf(params: CreateParams | ModifyParams): Spec {
  const { clusterId: _, namespace: __, serviceName: ___, ...spec } = params
  return spec
}

/** Settings that the proxy kept, which it has checked before they were sent. */
export function specFrom(stored: Readonly<Record<string, unknown>>): Spec | undefined {
  if (!Array.isArray(stored.containers) || typeof stored.replicas !== 'number') return undefined
  const entries = Object.entries(stored).filter(([name]) => !placeNames.has(name))
  // The contract held when it was sent; a later contract only adds fields.
  return Object.fromEntries(entries) as unknown as Spec
}

/** The whole request that gives a service these settings. */
export const modifyParams = (place: Place, spec: Spec): ModifyParams =>
  tidy({ ...place, ...spec, strategy: spec.strategy ?? 'RollingUpdate' })

/** The whole request that makes a service of these settings; how updates go cannot be said yet. */
export function createParams(place: Place, spec: Spec): CreateParams {
  const { strategy: _, minReadySeconds: __, ...rest } = spec
  return tidy({ ...place, ...rest })
}
