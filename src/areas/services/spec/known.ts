import { accessOf, type Service } from '../serviceState'
import { type Change, difference } from './difference'
import { isSame } from './keyed'
import { readContainer, readVolume, withKnownContainer } from './knownParts'
import { clean, type Port, type Spec } from './spec'

/** A setting that the cloud does not tell and the console has not sent. */
export interface Unreadable {
  /** Names from the outside in, entries of lists by name: `['containers', 'web', 'privileged']`. */
  path: readonly string[]
}

/** What is known of a service's settings, and what is not. */
export interface Known {
  spec: Spec
  unreadable: Unreadable[]
  /** In what the cloud tells otherwise than the console sent last: somebody else changed it. */
  drift: Change[]
}

/** Ports as they are set; a node port that was left to the cloud is still left to it. */
function portsOf(service: Service, base: Spec | undefined): Port[] | undefined {
  const isOnNodes = service.lbId !== '' || /LB|LoadBalancer|NodePort/.test(service.accessType)
  const told = service.portMappings.map(({ nodePort, ...one }) => ({
    ...one,
    ...(isOnNodes && nodePort > 0 && { nodePort }),
  }))
  const sent = base?.portMappings ?? []
  const agrees =
    sent.length === told.length &&
    sent.every((one, index) => {
      const { nodePort, ...rest } = told[index] ?? {}
      const { nodePort: wanted, ...asked } = one
      return isSame(rest, asked) && (!wanted || !isOnNodes || wanted === nodePort)
    })
  // Where nothing is reachable the cloud leaves out what was sent.
  const isMoot = told.length === 0 && base?.accessType === 'None' && service.accessType === 'None'
  return agrees || isMoot ? base?.portMappings : told
}

/** The entries in the order in which they were sent, others behind them. */
function inOrder<T>(list: readonly T[], sent: readonly T[], nameOf: (entry: T) => string): T[] {
  const names = sent.map(nameOf)
  const place = (one: T) => {
    const index = names.indexOf(nameOf(one))
    return index < 0 ? names.length : index
  }
  return list.toSorted((one, other) => place(one) - place(other))
}

function volumesOf(service: Service, base: Spec | undefined) {
  const sent = base?.volumes ?? []
  const volumes = service.volumes.map((one) => {
    const known = sent.find(({ name }) => name === one.name)
    const isUntold = known?.volumeType !== 'hostPath' && one.hostPath === undefined
    const isSamePath = (known?.hostPath ?? '') === (one.hostPath ?? '')
    return known && (isUntold || isSamePath) ? known : readVolume(one)
  })
  return inOrder(volumes, sent, ({ name }) => name)
}

function containersOf(service: Service, base: Spec | undefined) {
  const sent = base?.containers ?? []
  const containers = service.containers.map((one) => {
    const known = sent.find(({ containerName }) => containerName === one.containerName)
    return known ? withKnownContainer(one, known) : readContainer(one)
  })
  return inOrder(containers, sent, ({ containerName }) => containerName)
}

/** Reads what the cloud tells alone. */
function told(service: Service, base: Spec | undefined): Spec {
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
      : // Nobody can ask for NodePort: what it is to become has to be chosen.
        { accessType: accessType === 'NodePort' ? 'ClusterIP' : accessType }),
    ...(isInner && subnetId !== undefined ? { subnetId } : pick(base, 'subnetId')),
    portMappings: portsOf(service, base),
    volumes,
    containers: containersOf(service, base),
    ...pick(base, 'nodeAffinity'),
    ...pick(base, 'podAffinity'),
    ...pick(base, 'minReadySeconds'),
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

function unreadableIn(service: Service, base: Spec | undefined): Unreadable[] {
  const paths: string[][] = []
  if (accessOf(service.accessType) === 'NodePort') paths.push(['accessType'])
  if (!base) paths.push(['nodeAffinity'], ['podAffinity'], ['minReadySeconds'])
  if (!base && !service.strategy) paths.push(['strategy'])
  for (const one of service.volumes) {
    const isKnown = base?.volumes?.some(({ name }) => name === one.name)
    if (!isKnown && one.hostPath === undefined) paths.push(['volumes', one.name, 'volumeType'])
  }
  for (const { containerName, privileged, workingDir } of service.containers) {
    if (base?.containers.some((one) => one.containerName === containerName)) continue
    if (privileged === undefined) paths.push(['containers', containerName, 'privileged'])
    if (workingDir === undefined) paths.push(['containers', containerName, 'workingDir'])
  }
  return paths.map((path) => ({ path }))
}

/**
 * The settings of a service from what the cloud tells (DescribeClusterServiceInfo) and what the console
 * sent last (`base`). What was sent stands word for word wherever the cloud does not contradict it.
 */
export function knownSpec(service: Service, base?: Spec): Known {
  const spec = clean(told(service, base))
  const drift = base
    ? difference(clean({ ...base, strategy: base.strategy ?? spec.strategy }), spec)
    : []
  return { spec, unreadable: unreadableIn(service, base), drift }
}
