import * as z from 'zod/mini'
import { isFields } from '../../../../src/contract/fields'

const expression = <const O extends readonly string[]>(operators: O) =>
  z.strictObject({
    key: z.string(),
    operator: z.enum(operators),
    values: z.optional(z.array(z.string())),
  })

const required = 'requiredDuringSchedulingIgnoredDuringExecution'

/** The affinities that the API can express: one required term with expressions. */
const nodeAffinity = z.object({
  nodeAffinity: z.object({
    [required]: z.strictObject({
      nodeSelectorTerms: z.tuple([
        z.strictObject({
          matchExpressions: z
            .array(expression(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']))
            .check(z.minLength(1)),
        }),
      ]),
    }),
  }),
})

const podAffinity = z.object({
  podAffinity: z.object({
    [required]: z.tuple([
      z.strictObject({
        labelSelector: z.strictObject({
          matchExpressions: z
            .array(expression(['In', 'NotIn', 'Exists', 'DoesNotExist']))
            .check(z.minLength(1)),
        }),
        topologyKey: z.literal('kubernetes.io/hostname'),
      }),
    ]),
  }),
})

/** The required part of a node or pod affinity; undefined if there is none. */
function requiredOf(affinity: unknown, kind: 'nodeAffinity' | 'podAffinity'): unknown {
  const affinityOfKind = isFields(affinity) ? affinity[kind] : undefined
  return isFields(affinityOfKind) ? affinityOfKind[required] : undefined
}

/** Required node affinity in the API's terms; undefined if the API cannot express it. */
export function nodeTermOf(affinity: unknown) {
  if (requiredOf(affinity, 'nodeAffinity') === undefined) return []
  const parsed = z.safeParse(nodeAffinity, affinity)
  return parsed.success
    ? parsed.data.nodeAffinity[required].nodeSelectorTerms[0].matchExpressions
    : undefined
}

/** Required pod affinity in the API's terms; undefined if the API cannot express it. */
export function podTermOf(affinity: unknown) {
  if (requiredOf(affinity, 'podAffinity') === undefined) return []
  const parsed = z.safeParse(podAffinity, affinity)
  return parsed.success
    ? parsed.data.podAffinity[required][0].labelSelector.matchExpressions
    : undefined
}
