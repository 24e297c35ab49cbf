import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeClusterServiceInfo } from '../../../../../src/contract/actions/services/services'
import { nodeTermOf, podTermOf } from '../../objects/affinity'
import type { Container, Deployment, Probe } from '../../objects/deployment'
import type { Access } from '../../objects/service'
import { isExpressiblePort } from '../../specs/access'
import { foreignVariables } from '../../specs/environment'
import { fieldsOf } from '../../specs/fields'
import { foreignNumbers, isExpressibleProbe, probeNumbers } from '../../specs/probes'
import { foreignAmounts, presentAmount } from '../../specs/resources'
import { isExpressible } from '../../specs/volumes'
import { portNumberOf } from '../workload'

type Kept = NonNullable<ResponseOf<typeof DescribeClusterServiceInfo>['service']['kept']>

function ofProbe(type: string, probe: Probe | undefined, container: Container): Kept {
  if (!probe) return []
  const path = ['containers', container.name, 'healthCheck', type]
  if (!isExpressibleProbe(probe, container)) return [{ path }]
  return foreignNumbers(probe).map((name) => ({
    path: [...path, name],
    value: String(fieldsOf(probe)[probeNumbers[name]]),
  }))
}

function ofContainer(container: Container): Kept {
  const path = ['containers', container.name]
  const amounts = foreignAmounts(container.resources).map((name) => ({
    path: [...path, name],
    value: String(presentAmount(container.resources, name).spelling),
  }))
  const variables = foreignVariables(container).map(({ name, reference }) => ({
    path: [...path, 'envs', name],
    ...(reference !== undefined && { value: reference }),
  }))
  return [
    ...variables,
    ...amounts,
    ...ofProbe('liveCheck', container.livenessProbe, container),
    ...ofProbe('readyCheck', container.readinessProbe, container),
  ]
}

const kindOf = ({ name: _name, ...volume }: Record<string, unknown>) =>
  Object.keys(volume).join(' ')

/** The API's selectors are labels with values. */
const ofSelector = ({ selector }: Deployment['spec']): Kept =>
  (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => ({
    path: ['selector', key],
    value: values.length === 0 ? operator : `${operator} (${values.join(', ')})`,
  }))

/**
 * Settings of a service that have an API field but a value that the API cannot express. A save
 * keeps them.
 */
export function keptSettings(deployment: Deployment, access: Access | undefined): Kept {
  const { spec } = deployment
  const { affinity, containers, volumes = [] } = spec.template.spec
  const ports = (access?.spec.ports ?? [])
    .filter((port) => !isExpressiblePort(port, (name) => portNumberOf(deployment, name)))
    .map(({ port, protocol }) => ({ path: ['portMappings', `${port}/${protocol}`] }))
  return [
    ...containers.flatMap(ofContainer),
    ...volumes
      .filter((volume) => !isExpressible(volume, spec.replicas))
      .map((volume) => ({ path: ['volumes', volume.name], value: kindOf(volume) })),
    ...(nodeTermOf(affinity) === undefined ? [{ path: ['nodeAffinity'] }] : []),
    ...(podTermOf(affinity) === undefined ? [{ path: ['podAffinity'] }] : []),
    ...ports,
    ...ofSelector(spec),
  ]
}
