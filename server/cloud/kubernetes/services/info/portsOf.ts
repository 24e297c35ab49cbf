import type { Deployment } from '../../objects/deployment'
import type { Access } from '../../objects/service'
import { isExpressiblePort } from '../../specs/access'
import { portNumberOf } from '../workload'

/** The ports of a Service that the API can express. */
export function portsOf(access: Access | undefined, deployment: Deployment) {
  const numberOf = (name: string) => portNumberOf(deployment, name)
  return (access?.spec.ports ?? [])
    .filter((port) => isExpressiblePort(port, numberOf))
    .map(({ port: lbPort, targetPort = lbPort, nodePort = 0, protocol }) => ({
      lbPort,
      containerPort: typeof targetPort === 'number' ? targetPort : (numberOf(targetPort) ?? lbPort),
      nodePort,
      protocol: protocol === 'UDP' ? ('UDP' as const) : ('TCP' as const),
    }))
}
