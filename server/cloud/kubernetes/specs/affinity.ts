import type { DecodedOf } from '../../../../src/contract/action'
import type { ModifyClusterService } from '../../../../src/contract/actions/services/services'
import { affinityManifest } from '../../../../src/contract/formats/podManifest'
import { nodeTermOf, podTermOf } from '../objects/affinity'
import { type Fields, fieldsOf, replaced } from './fields'

type Spec = Pick<DecodedOf<typeof ModifyClusterService>, 'nodeAffinity' | 'podAffinity'>

const required = 'requiredDuringSchedulingIgnoredDuringExecution'

/** Replaces the part of an affinity that the API can express, and keeps the rest. */
function mergedTerm(present: unknown, wanted: unknown, isExpressible: boolean): Fields {
  const before = fieldsOf(present)
  const after = fieldsOf(wanted)
  if (after[required] === undefined && !isExpressible) return before
  return replaced(before, { [required]: after[required] })
}

/** The present affinities with the API's part replaced by the requested one. */
export function mergedAffinity(present: unknown, spec: Spec): Fields {
  const before = fieldsOf(present)
  const wanted = fieldsOf(affinityManifest(spec))
  return replaced(before, {
    nodeAffinity: mergedTerm(
      before.nodeAffinity,
      wanted.nodeAffinity,
      nodeTermOf(present) !== undefined,
    ),
    podAffinity: mergedTerm(
      before.podAffinity,
      wanted.podAffinity,
      podTermOf(present) !== undefined,
    ),
  })
}
