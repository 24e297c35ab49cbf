import { invalid } from '../../apiError'
import type { Spec } from './deployment'
import { type Fields, fieldsOf, inPresentOrder, listOf, without } from './fields'

type AccessSpec = Pick<Spec, 'serviceName' | 'namespace' | 'accessType' | 'portMappings'>

/** Throws for an access type that this cluster does not support. */
export function checkAccess({ accessType, portMappings = [] }: AccessSpec): void {
  if (accessType === 'SvcLBTypeInner') {
    throw invalid('accessType', 'SvcLBTypeInner is not available on this cluster')
  }
  const seen = new Set<string>()
  for (const [index, { lbPort, protocol }] of portMappings.entries()) {
    const key = `${lbPort}/${protocol}`
    if (seen.has(key)) throw invalid(`portMappings.${index}.lbPort`, `${key} is given twice`)
    seen.add(key)
  }
}

/** Kubernetes has no Service without ports. */
export const hasAccess = ({ accessType, portMappings = [] }: AccessSpec): boolean =>
  accessType !== 'None' && portMappings.length > 0

const typeOf = ({ accessType }: AccessSpec) =>
  accessType === 'LoadBalancer' ? 'LoadBalancer' : 'ClusterIP'

const portsOf = (spec: AccessSpec): Fields[] =>
  (spec.portMappings ?? []).map(({ lbPort, containerPort, nodePort, protocol }) => ({
    name: `${protocol.toLowerCase()}-${lbPort}`,
    protocol,
    port: lbPort,
    targetPort: containerPort,
    ...(spec.accessType === 'LoadBalancer' && nodePort && { nodePort }),
  }))

/** A new Service that selects pods with these labels. */
export const newAccess = (spec: AccessSpec, selector: Fields) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: spec.serviceName, namespace: spec.namespace, labels: selector },
  spec: { type: typeOf(spec), selector, ports: portsOf(spec) },
})

const portKey = ({ port, protocol = 'TCP' }: Fields) => `${port}/${protocol}`

/**
 * The present Service with the requested type and ports; existing ports keep their names and node
 * ports.
 */
export function mergedAccess(
  present: Fields,
  spec: AccessSpec,
  numberOf: (portName: string) => number | undefined,
): Fields {
  const before = fieldsOf(present.spec)
  const type = typeOf(spec)
  const ports = inPresentOrder(
    listOf(before.ports),
    portsOf(spec),
    portKey,
    (was, is) => {
      const kept = type === 'ClusterIP' ? without(was, 'nodePort') : was
      // A named target port stays if it resolves to the requested number.
      const isNamed =
        typeof was.targetPort === 'string' && numberOf(was.targetPort) === is.targetPort
      return {
        ...kept,
        ...is,
        name: was.name ?? is.name,
        ...(isNamed && { targetPort: was.targetPort }),
      }
    },
    () => false,
  )
  const spared =
    type === 'ClusterIP'
      ? [
          'allocateLoadBalancerNodePorts',
          'externalTrafficPolicy',
          'healthCheckNodePort',
          'loadBalancerClass',
        ]
      : []
  return { ...present, spec: { ...without(before, ...spared), type, ports } }
}
