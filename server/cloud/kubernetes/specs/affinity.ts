import type { DecodedOf } from '../../../../src/contract/action'
import type { ModifyClusterService } from '../../../../src/contract/actions/services/services'
import { affinityManifest } from '../../../../src/contract/formats/podManifest'
import { nodeTermOf, podTermOf } from '../objects/affinity'
import { type Fields, fieldsOf, tidy, without } from './fields'

type Spec = Pick<DecodedOf<typeof ModifyClusterService>, 'nodeAffinity' | 'podAffinity'>

const required = 'requiredDuringSchedulingIgnoredDuringExecution'

/** A kind of affinity: what the API can express is replaced, the rest stays. */
function replaced(present: unknown, wanted: unknown, isExpressible: boolean): Fields {
  const before = fieldsOf(present)
  const after = fieldsOf(wanted)
  if (after[required] === undefined && !isExpressible) return before
  return tidy({ ...without(before, required), ...after })
}

/** The affinities as they are, with those that the API has as wanted. */
export function mergedAffinity(present: unknown, spec: Spec): Fields {
  const before = fieldsOf(present)
  const wanted = fieldsOf(affinityManifest(spec))
  return tidy({
    ...before,
    nodeAffinity: replaced(
      before.nodeAffinity,
      wanted.nodeAffinity,
      nodeTermOf(present) !== undefined,
    ),
    podAffinity: replaced(before.podAffinity, wanted.podAffinity, podTermOf(present) !== undefined),
  })
}
