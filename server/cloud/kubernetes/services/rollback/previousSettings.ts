import * as z from 'zod/mini'
import { annotations } from '../../annotations'
import type { Cluster } from '../../clusters/cluster'
import type { Deployment } from '../../objects/deployment'
import type { Spec } from '../../specs/deployment'
import { fieldsOf, isEqual } from '../../specs/fields'
import { portsOf } from '../info/portsOf'
import { accessOf } from '../workload'
import { type AccessSettings, accessSettings, type Previous } from './previous'
import { template, templateHash } from './templates'

const object = z.object({
  spec: z.looseObject({ template, paused: z.optional(z.boolean()) }),
})

/**
 * Whether a request leaves the access unchanged; omitted node ports keep their allocated values.
 */
function isSameAccess(current: AccessSettings, { accessType, portMappings = [] }: Spec): boolean {
  const hasNone = accessType === 'None' || portMappings.length === 0
  if (current.accessType === 'None' || hasNone) return current.accessType === 'None' && hasNone
  const nodePorts = new Map(
    current.portMappings.map((portMapping) => [
      `${portMapping.lbPort}/${portMapping.protocol}`,
      portMapping.nodePort,
    ]),
  )
  const requestedMappings = portMappings.map((portMapping) => ({
    ...portMapping,
    nodePort:
      portMapping.nodePort || nodePorts.get(`${portMapping.lbPort}/${portMapping.protocol}`) || 0,
  }))
  return current.accessType === accessType && isEqual(current.portMappings, requestedMappings)
}

/**
 * The previous values of the settings that a modification changes; undefined if it changes nothing.
 * `before` and `after` are the Deployment as the API server returns it.
 */
export async function previousSettings(
  { cache }: Cluster,
  deployment: Deployment,
  before: unknown,
  after: unknown,
  desired: Spec,
): Promise<Previous | undefined> {
  const [{ spec }, { spec: changedSpec }] = [z.parse(object, before), z.parse(object, after)]
  const [fromHash, toHash] = await Promise.all([
    templateHash(spec.template),
    templateHash(changedSpec.template),
  ])
  const replicas = annotations.replicas(deployment) ?? deployment.spec.replicas
  const description = annotations.description(deployment)
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0
  const serviceAccess = accessOf(cache, deployment)
  const access = accessSettings(serviceAccess, portsOf(serviceAccess, deployment))
  const settings = {
    ...(replicas !== desired.replicas && { replicas }),
    ...(minReadySeconds !== (desired.minReadySeconds ?? 0) && { minReadySeconds }),
    ...(!isEqual(spec.strategy, changedSpec.strategy) && { strategy: fieldsOf(spec.strategy) }),
    ...(description !== (desired.serviceDesc ?? '') && { description }),
    ...(!isSameAccess(access, desired) && { access }),
  }
  if (fromHash === toHash && Object.keys(settings).length === 0) return undefined
  // Kubernetes creates no ReplicaSet for the template of a paused service.
  const isUnreleased = spec.paused === true && fromHash !== toHash
  return {
    version: 1,
    from: fromHash,
    to: toHash,
    ...(isUnreleased && { template: spec.template }),
    ...settings,
  }
}
