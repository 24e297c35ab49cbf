import { isSame } from '../../../api/merge/keyed'
import { accessOf, type Service } from '../serviceState'
import { type Change, difference } from './difference'
import { isSameVolume, readContainer, readVolume, withKnownContainer } from './knownParts'
import { clean, type Port, type Spec } from './spec'

/** A setting that the API does not return and the console has not sent. */
export interface Unreadable {
  /** Path from the outside in, list entries by name: `['containers', 'web', 'privileged']`. */
  path: readonly string[]
}

export type KeptSetting = NonNullable<Service['kept']>[number]

/** The known settings of a service, and paths of the unknown ones. */
export interface Known {
  spec: Spec
  unreadable: Unreadable[]
  /** Settings that differ from those last sent by the console: they were changed elsewhere. */
  drift: Change[]
  /** Settings that the API cannot express; a request leaves them unchanged by omitting them. */
  kept: readonly KeptSetting[]
  /** Other programs that change the service. */
  managers: Service['managers']
}

/** Port mappings; an automatically assigned node port stays automatic. */
function portsOf(service: Service, base: Spec | undefined): Port[] | undefined {
  const isOnNodes = service.lbId !== '' || /LB|LoadBalancer|NodePort/.test(service.accessType)
  const fromApi = service.portMappings.map(({ nodePort, ...mapping }) => ({
    ...mapping,
    ...(isOnNodes && nodePort > 0 && { nodePort }),
  }))
  const sent = base?.portMappings ?? []
  const agrees =
    sent.length === fromApi.length &&
    sent.every((item, index) => {
      const { nodePort, ...rest } = fromApi[index] ?? {}
      const { nodePort: sentNodePort, ...requested } = item
      return isSame(rest, requested) && (!sentNodePort || !isOnNodes || sentNodePort === nodePort)
    })
  // If accessType is None, the API doesn't return the ports that were sent.
  const isMoot =
    fromApi.length === 0 && base?.accessType === 'None' && service.accessType === 'None'
  return agrees || isMoot ? base?.portMappings : fromApi
}

/** Entries in the order they were sent, followed by others. */
function inOrder<T>(list: readonly T[], sent: readonly T[], nameOf: (entry: T) => string): T[] {
  const names = sent.map(nameOf)
  const orderOf = (item: T) => {
    const index = names.indexOf(nameOf(item))
    return index < 0 ? names.length : index
  }
  return list.toSorted((a, b) => orderOf(a) - orderOf(b))
}

function volumesOf(service: Service, base: Spec | undefined) {
  const sent = base?.volumes ?? []
  const volumes = service.volumes.map((volume) => {
    const known = sent.find(({ name }) => name === volume.name)
    return known && isSameVolume(known, volume) ? known : readVolume(volume)
  })
  return inOrder(volumes, sent, ({ name }) => name)
}

function containersOf(service: Service, base: Spec | undefined) {
  const sent = base?.containers ?? []
  const containers = service.containers.map((container) => {
    const known = sent.find(({ containerName }) => containerName === container.containerName)
    return known ? withKnownContainer(container, known) : readContainer(container)
  })
  return inOrder(containers, sent, ({ containerName }) => containerName)
}

/** Derives settings from the API's answer alone. */
function specFromApi(service: Service, base: Spec | undefined): Spec {
  const accessType = accessOf(service.accessType)
  const { subnetId, serviceDesc } = service
  const isInner = accessType === 'SvcLBTypeInner'
  const strategy = service.strategy ?? base?.strategy ?? (base && 'RollingUpdate')
  const volumes = volumesOf(service, base)
  return {
    ...(serviceDesc !== (base?.serviceDesc ?? '') ? { serviceDesc } : pick(base, 'serviceDesc')),
    replicas: service.desiredReplicas,
    ...(base && isSame(base.accessType ?? 'ClusterIP', accessType)
      ? pick(base, 'accessType')
      : // NodePort cannot be requested; only some endpoints derive it from node ports.
        { accessType: accessType === 'NodePort' ? 'ClusterIP' : accessType }),
    ...(isInner && subnetId !== undefined ? { subnetId } : pick(base, 'subnetId')),
    portMappings: portsOf(service, base),
    volumes,
    containers: containersOf(service, base),
    ...agreedOrReturned('nodeAffinity', service.nodeAffinity, base, []),
    ...agreedOrReturned('podAffinity', service.podAffinity, base, []),
    ...agreedOrReturned('minReadySeconds', service.minReadySeconds, base, 0),
    ...(strategy && { strategy }),
  }
}

function pick<K extends keyof Spec>(spec: Spec | undefined, name: K): Partial<Pick<Spec, K>> {
  const value = spec?.[name]
  if (value === undefined) return {}
  const picked: Partial<Pick<Spec, K>> = {}
  picked[name] = value
  return picked
}

/**
 * Returns a setting that only some endpoints return: the sent value if the endpoint returns the
 * same value or none.
 */
function agreedOrReturned<K extends keyof Spec>(
  name: K,
  returned: Spec[K] | undefined,
  base: Spec | undefined,
  nothing: unknown,
): Partial<Pick<Spec, K>> {
  const agrees = isSame(base?.[name] ?? nothing, returned ?? nothing)
  if (returned === undefined || agrees) return pick(base, name)
  const read: Partial<Pick<Spec, K>> = {}
  read[name] = returned
  return read
}

/** Omits the settings that the endpoint keeps only if a request omits them. */
function withoutKept(spec: Spec, kept: readonly KeptSetting[]): Spec {
  const isKept = (...path: string[]) => kept.some((item) => isSame(item.path, path))
  const numbers = <T extends object>(value: T, ...path: string[]): T => {
    const entries = Object.entries(value).filter(([name]) => !isKept(...path, name))
    // The cast is safe: only numbers are kept in this way, and all of them are optional.
    return Object.fromEntries(entries) as T
  }
  return {
    ...spec,
    containers: spec.containers.map((container) => {
      const path = ['containers', container.containerName]
      const checks = container.healthCheck?.map((check) =>
        numbers(check, ...path, 'healthCheck', check.type),
      )
      return { ...numbers(container, ...path), ...(checks && { healthCheck: checks }) }
    }),
  }
}

function unreadableIn(service: Service, base: Spec | undefined): Unreadable[] {
  const paths: string[][] = []
  const isKept = (name: string) => service.kept?.some(({ path }) => isSame(path, [name]))
  if (!service.kept && accessOf(service.accessType) === 'NodePort') paths.push(['accessType'])
  for (const name of ['nodeAffinity', 'podAffinity', 'minReadySeconds'] as const) {
    if (!base && service[name] === undefined && !isKept(name)) paths.push([name])
  }
  if (!base && !service.strategy) paths.push(['strategy'])
  for (const volume of service.volumes) {
    const isKnown = base?.volumes?.some(({ name }) => name === volume.name)
    const isTold = volume.volumeType !== undefined || Boolean(volume.hostPath)
    if (!isKnown && !isTold) paths.push(['volumes', volume.name, 'volumeType'])
  }
  for (const { containerName, privileged, workingDir } of service.containers) {
    if (base?.containers.some((container) => container.containerName === containerName)) continue
    if (privileged === undefined) paths.push(['containers', containerName, 'privileged'])
    if (workingDir === undefined) paths.push(['containers', containerName, 'workingDir'])
  }
  return paths.map((path) => ({ path }))
}

/**
 * Combines the API's answer (DescribeClusterServiceInfo) with the settings last sent by the console
 * (`base`). Sent values are kept verbatim unless the API contradicts them.
 */
export function knownSpec(service: Service, base?: Spec): Known {
  const { kept = [] } = service
  const spec = clean(withoutKept(specFromApi(service, base), kept))
  const drift = base
    ? difference(clean({ ...base, strategy: base.strategy ?? spec.strategy }), spec)
    : []
  return { spec, unreadable: unreadableIn(service, base), drift, kept, managers: service.managers }
}
