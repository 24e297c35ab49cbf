import * as z from 'zod/mini'
import { denied, refuse } from '../../apiError'
import { annotationNames } from '../annotations'
import { refusalFor } from '../client/refusals'
import { StatusError } from '../client/status'
import type { Cluster } from '../clusters/cluster'
import type { Deployment } from '../objects/deployment'
import { pathOf } from './paths'
import { workloadOf } from './workload'

const metadata = z.looseObject({
  labels: z.optional(z.record(z.string(), z.string())),
  annotations: z.optional(z.record(z.string(), z.string())),
})
const template = z.looseObject({ metadata: z._default(metadata, {}), spec: z.unknown() })
const revision = z.looseObject({
  metadata,
  spec: z.looseObject({ template }),
})

type Template = z.output<typeof template>

const hashLabel = 'pod-template-hash'
const rollbackPath = `/metadata/annotations/${annotationNames.rollback.replaceAll('/', '~1')}`
const restartedAt = 'kubectl.kubernetes.io/restartedAt'

/** The template without the label that the controller adds to distinguish revisions. */
function ownTemplate({ metadata: own, ...rest }: Template): Template {
  const { [hashLabel]: _hash, ...labels } = own.labels ?? {}
  return { metadata: { ...own, labels }, ...rest }
}

/** JSON with sorted keys, without the fields that only a restart changes. */
function comparableTemplate({ metadata: own, ...rest }: Template): string {
  const { [restartedAt]: _time, ...annotations } = own.annotations ?? {}
  const labels = own.labels ?? {}
  return JSON.stringify({ labels, annotations, ...rest }, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

/**
 * Returns to the newest earlier revision that differs by more than a restart. Resumes a paused
 * service, because Kubernetes rolls nothing back during a pause. Refused without effect after a
 * concurrent change.
 */
export async function rollBack(
  cluster: Cluster,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  const { client, cache } = cluster
  const path = pathOf('deployments', deployment)
  const live = z.parse(revision, await client.read(path, signal))
  const present = comparableTemplate(live.spec.template)
  for (const replicaSet of workloadOf(cache, deployment).replicaSets) {
    const answer = await client.read(pathOf('replicasets', replicaSet), signal)
    const earlier = z.parse(revision, answer)
    const wanted = ownTemplate(earlier.spec.template)
    if (comparableTemplate(wanted) === present) continue
    const hash = earlier.spec.template.metadata.labels?.[hashLabel] ?? ''
    const { generation, annotations } = live.metadata
    const body = [
      { op: 'test', path: '/metadata/generation', value: generation },
      { op: 'replace', path: '/spec/template', value: wanted },
      // JSON Patch cannot remove an absent field, so set it first.
      { op: 'add', path: '/spec/paused', value: false },
      ...(annotations ? [] : [{ op: 'add', path: '/metadata/annotations', value: {} }]),
      { op: 'add', path: rollbackPath, value: hash },
    ]
    const contentType = 'application/json-patch+json'
    try {
      const answer = await client.write({ method: 'PATCH', path, body, contentType })
      cache.merge('deployments', answer)
    } catch (error) {
      if (!(error instanceof StatusError && error.status === 422)) throw refusalFor(error, true)
      throw refuse(5100, `service ${deployment.metadata.name} was changed in between`)
    }
    return
  }
  throw denied(
    'ServiceRollbackNotFound',
    `service ${deployment.metadata.name} has not been updated: there is no configuration to roll back to`,
  )
}
