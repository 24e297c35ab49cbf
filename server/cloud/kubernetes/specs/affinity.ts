import type { DecodedOf } from '../../../../src/contract/action'
import type { ModifyClusterService } from '../../../../src/contract/actions/services/services'
import { affinityManifest } from '../../../../src/contract/formats/podManifest'
import { nodeTermOf, podTermOf } from '../objects/affinity'
import { type Fields, fieldsOf, replaced } from './fields'

type Spec = Pick<DecodedOf<typeof ModifyClusterService>, 'nodeAffinity' | 'podAffinity'>

const required = 'requiredDuringSchedulingIgnoredDuringExecution'

/** Replaces the part of an affinity that the API can express, and keeps the rest. */
function mergedTerm(current: unknown, desired: unknown, isExpressible: boolean): Fields {
  const presentTerm = fieldsOf(current)
  const wantedTerm = fieldsOf(desired)
  if (wantedTerm[required] === undefined && !isExpressible) return presentTerm
  return replaced(presentTerm, { [required]: wantedTerm[required] })
}

/** The present affinities with the API's part replaced by the requested one. */
export function mergedAffinity(current: unknown, spec: Spec): Fields {
  const presentAffinity = fieldsOf(current)
  const wantedAffinity = fieldsOf(affinityManifest(spec))
  return replaced(presentAffinity, {
    nodeAffinity: mergedTerm(
      presentAffinity.nodeAffinity,
      wantedAffinity.nodeAffinity,
      nodeTermOf(current) !== undefined,
    ),
    podAffinity: mergedTerm(
      presentAffinity.podAffinity,
      wantedAffinity.podAffinity,
      podTermOf(current) !== undefined,
    ),
  })
}
