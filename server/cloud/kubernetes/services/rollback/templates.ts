import * as z from 'zod/mini'
import { isFields } from '../../../../../src/contract/fields'
import { sha256 } from '../../../../wire/digest'

const metadata = z.looseObject({
  labels: z.optional(z.record(z.string(), z.string())),
  annotations: z.optional(z.record(z.string(), z.string())),
})

/** A pod template as the API server returns it, with its defaults. */
export const template = z.looseObject({ metadata: z._default(metadata, {}), spec: z.unknown() })
export type Template = z.output<typeof template>

const hashLabel = 'pod-template-hash'
const restartedAt = 'kubectl.kubernetes.io/restartedAt'

/** Hash by which the Deployment controller distinguishes the templates of ReplicaSets. */
export const controllerHash = ({ metadata: own }: Template): string => own.labels?.[hashLabel] ?? ''

/** The template without the label that the controller adds to distinguish revisions. */
export function ownTemplate({ metadata: own, ...rest }: Template): Template {
  const { [hashLabel]: _hash, ...labels } = own.labels ?? {}
  return { metadata: { ...own, labels }, ...rest }
}

const sortKeys = (_key: string, value: unknown) =>
  isFields(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** Hash of a template; equal for templates that differ only by a restart. */
export function templateHash(podTemplate: Template): Promise<string> {
  const { metadata: own, ...rest } = ownTemplate(podTemplate)
  const { [restartedAt]: _time, ...annotations } = own.annotations ?? {}
  return sha256(JSON.stringify({ labels: own.labels, annotations, ...rest }, sortKeys))
}
