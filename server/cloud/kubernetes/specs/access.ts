import { invalid } from '../../apiError'
import type { InnerAccess } from '../ports'
import type { Spec } from './deployment'
import { type Fields, fieldsOf, inPresentOrder, listOf, replaced, without } from './fields'

/** The subnet is absent in a rollback, which restores an access that was checked before. */
export type AccessSpec = Pick<
  Spec,
  'serviceName' | 'namespace' | 'accessType' | 'portMappings' | 'subnetId'
>

/** Throws for an access type that this cluster does not support. */
export function checkAccess(
  { accessType, portMappings = [], subnetId }: AccessSpec,
  inner: InnerAccess | undefined,
): void {
  if (accessType === 'SvcLBTypeInner') {
    if (!inner) {
      throw invalid(
        'accessType',
        'SvcLBTypeInner is not available: no annotation for internal load balancers is configured for this cluster',
      )
    }
    if (subnetId !== undefined && subnetId !== inner.subnetId) {
      throw invalid('subnetId', `${subnetId} does not exist; the subnet is ${inner.subnetId}`)
    }
  }
  const seenPorts = new Set<string>()
  for (const [index, { lbPort, protocol }] of portMappings.entries()) {
    const key = `${lbPort}/${protocol}`
    if (seenPorts.has(key)) throw invalid(`portMappings.${index}.lbPort`, `${key} is given twice`)
    seenPorts.add(key)
  }
}

/** Kubernetes has no Service without ports. */
export const hasAccess = ({ accessType, portMappings = [] }: AccessSpec): boolean =>
  accessType !== 'None' && portMappings.length > 0

/** The API has no NodePort: a Service of this type is a ClusterIP with node ports. */
function typeOf({ accessType, portMappings = [] }: AccessSpec) {
  if (accessType === 'LoadBalancer' || accessType === 'SvcLBTypeInner') return 'LoadBalancer'
  return portMappings.some(({ nodePort }) => nodePort) ? 'NodePort' : 'ClusterIP'
}

const portsOf = (spec: AccessSpec): Fields[] =>
  (spec.portMappings ?? []).map(({ lbPort, containerPort, nodePort, protocol }) => ({
    name: `${protocol.toLowerCase()}-${lbPort}`,
    protocol,
    port: lbPort,
    targetPort: containerPort,
    ...(nodePort && { nodePort }),
  }))

/** Whether annotations make a Service of type LoadBalancer an internal one. */
export function isInner(annotations: unknown, inner: InnerAccess | undefined): boolean {
  const present = fieldsOf(annotations)
  return (
    inner !== undefined &&
    Object.entries(inner.annotations).every(([name, value]) => present[name] === value)
  )
}

/** The present metadata with or without the annotations of an internal load balancer. */
function mergedMetadata(
  metadata: unknown,
  { accessType }: AccessSpec,
  inner: InnerAccess | undefined,
): unknown {
  const { annotations, ...others } = fieldsOf(metadata)
  const isWanted = accessType === 'SvcLBTypeInner'
  if (!inner || isWanted === isInner(annotations, inner)) return metadata
  const names = Object.keys(inner.annotations)
  const merged = isWanted
    ? { ...fieldsOf(annotations), ...inner.annotations }
    : without(fieldsOf(annotations), ...names)
  return { ...others, annotations: merged }
}

/** A new Service that selects pods with these labels. */
export const newAccess = (spec: AccessSpec, selector: Fields, inner: InnerAccess | undefined) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: spec.serviceName,
    namespace: spec.namespace,
    labels: selector,
    ...(spec.accessType === 'SvcLBTypeInner' && { annotations: inner?.annotations }),
  },
  spec: { type: typeOf(spec), selector, ports: portsOf(spec) },
})

/**
 * The API cannot express other protocols, such as SCTP, or a port name that no container port has.
 */
export function isExpressiblePort(
  {
    protocol = 'TCP',
    targetPort,
    port,
  }: object & {
    protocol?: unknown
    targetPort?: unknown
    port?: unknown
  },
  numberOf: (portName: string) => number | undefined,
): boolean {
  const target = targetPort ?? port
  const isKnown = typeof target !== 'string' || numberOf(target) !== undefined
  return isKnown && (protocol === 'TCP' || protocol === 'UDP')
}

const portKey = ({ port, protocol = 'TCP' }: Fields) => `${port}/${protocol}`

/** Fields that only a Service of the type LoadBalancer may have. */
const balancerFields = [
  'allocateLoadBalancerNodePorts',
  'healthCheckNodePort',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
]

function excludedFields(before: unknown, after: string): readonly string[] {
  if (before === after || after === 'LoadBalancer') return []
  return after === 'ClusterIP' ? [...balancerFields, 'externalTrafficPolicy'] : balancerFields
}

/**
 * The present Service with the requested type and ports. Existing ports keep their names and node
 * ports, and ports that the API cannot express stay. Undefined if no port would remain, because
 * Kubernetes requires one.
 */
export function mergedAccess(
  current: Fields,
  spec: AccessSpec,
  numberOf: (portName: string) => number | undefined,
  inner?: InnerAccess,
): Fields | undefined {
  const presentSpec = fieldsOf(current.spec)
  const type = typeOf(spec)
  const isForeign = (port: Fields) => !isExpressiblePort(port, numberOf)
  const ports = inPresentOrder(
    listOf(presentSpec.ports),
    portsOf(spec),
    portKey,
    (presentPort, wantedPort) => {
      // A named target port stays if it resolves to the requested number.
      const isNamed =
        typeof presentPort.targetPort === 'string' &&
        numberOf(presentPort.targetPort) === wantedPort.targetPort
      const isUnset =
        presentPort.targetPort === undefined && wantedPort.targetPort === presentPort.port
      return {
        ...presentPort,
        ...wantedPort,
        name:
          presentPort.name ?? (listOf(presentSpec.ports).length > 1 ? wantedPort.name : undefined),
        targetPort: isNamed || isUnset ? presentPort.targetPort : wantedPort.targetPort,
      }
    },
    isForeign,
  ).map((item) => (type === 'ClusterIP' ? without(item, 'nodePort') : item))
  const wasEmpty = listOf(presentSpec.ports).length === 0
  if (ports.length === 0 && !wasEmpty) return undefined
  const keptFields = without(presentSpec, ...excludedFields(presentSpec.type, type))
  return {
    ...current,
    ...(current.metadata !== undefined && {
      metadata: mergedMetadata(current.metadata, spec, inner),
    }),
    spec: replaced(keptFields, { type, ports }),
  }
}
