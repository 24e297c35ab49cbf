import * as z from 'zod/mini'
import { denied, refuse } from '../../../apiError'
import { annotationNames, annotations as read } from '../../annotations'
import { refusalFor } from '../../client/refusals'
import { StatusError } from '../../client/status'
import type { Cluster } from '../../clusters/cluster'
import type { Deployment } from '../../objects/deployment'
import { changeAccess } from '../accessWrites'
import { portsOf } from '../info/portsOf'
import { annotationOperations, isFailedTest, jsonPatch, specOperations } from '../jsonPatch'
import { pathOf } from '../paths'
import { accessOf, workloadOf } from '../workload'
import { accessSettings, type Previous, previousOf, previousText } from './previous'
import { controllerHash, ownTemplate, type Template, template, templateHash } from './templates'

const revision = z.object({
  metadata: z.object({
    annotations: z.optional(z.record(z.string(), z.string())),
  }),
  spec: z.looseObject({
    template,
    replicas: z.optional(z.int()),
    minReadySeconds: z.optional(z.int()),
    strategy: z.optional(z.record(z.string(), z.unknown())),
  }),
})
type LiveDeployment = z.output<typeof revision>

interface EarlierTemplate {
  template: Template
  hash: string
  /** Hash of the template's ReplicaSet; absent if no ReplicaSet has the template. */
  podHash?: string
}

/** The pod templates of the ReplicaSets, newest first. */
async function* earlierTemplates(
  { client, cache }: Cluster,
  deployment: Deployment,
  signal: AbortSignal,
): AsyncGenerator<EarlierTemplate, void, undefined> {
  for (const replicaSet of workloadOf(cache, deployment).replicaSets) {
    const answer = await client.read(pathOf('replicasets', replicaSet), signal)
    const { spec } = z.parse(revision, answer)
    yield {
      template: ownTemplate(spec.template),
      hash: await templateHash(spec.template),
      podHash: controllerHash(spec.template),
    }
  }
}

/** The configuration that a rollback restores. */
interface Target {
  /** Absent if the update did not change it. */
  template?: EarlierTemplate
  settings: Partial<Previous>
  /** Whether a ReplicaSet has the present template, so that a rollback can return to it. */
  isPresentKept: boolean
}

async function targetOf(
  cluster: Cluster,
  deployment: Deployment,
  live: LiveDeployment,
  hash: string,
  signal: AbortSignal,
): Promise<Target | undefined> {
  const previous = previousOf(live.metadata.annotations, hash)
  let earlier: EarlierTemplate | undefined
  let isPresentKept = false
  for await (const candidate of earlierTemplates(cluster, deployment, signal)) {
    if (candidate.hash === hash) isPresentKept = true
    else if (!earlier && (!previous || candidate.hash === previous.from)) earlier = candidate
    if (isPresentKept && earlier) break
  }
  if (previous?.from === hash) return { settings: previous, isPresentKept }
  if (previous?.template && !earlier) {
    earlier = { template: previous.template, hash: previous.from }
  }
  return earlier && { template: earlier, settings: previous ?? {}, isPresentKept }
}

/**
 * The present values of the settings that a rollback changes, so that a second rollback can restore
 * them.
 */
function presentSettings(
  cluster: Cluster,
  deployment: Deployment,
  { spec }: LiveDeployment,
  { replicas, minReadySeconds, strategy, description, access }: Partial<Previous>,
) {
  const serviceAccess = accessOf(cluster.cache, deployment)
  return {
    ...(replicas !== undefined && { replicas: read.replicas(deployment) ?? spec.replicas ?? 1 }),
    ...(minReadySeconds !== undefined && { minReadySeconds: spec.minReadySeconds ?? 0 }),
    ...(strategy && { strategy: spec.strategy ?? {} }),
    ...(description !== undefined && { description: read.description(deployment) }),
    ...(access && { access: accessSettings(serviceAccess, portsOf(serviceAccess, deployment)) }),
  }
}

/**
 * Restores the configuration before the last update; a second rollback undoes the first. Settings
 * outside the pod template come from the annotation of an update through Gantry. After a change by
 * another tool, the newest revision that differs by more than a restart is restored. Resumes a
 * paused service, because Kubernetes rolls nothing back during a pause. Refused without effect
 * after a concurrent change.
 */
export async function rollBack(
  cluster: Cluster,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  const { client, cache } = cluster
  const { name: serviceName, namespace } = deployment.metadata
  const path = pathOf('deployments', deployment)
  const live = z.parse(revision, await client.read(path, signal))
  const hash = await templateHash(live.spec.template)
  const target = await targetOf(cluster, deployment, live, hash, signal)
  if (!target) {
    throw denied(
      'ServiceRollbackNotFound',
      `service ${serviceName} has not been updated: there is no configuration to roll back to`,
    )
  }
  const { settings, isPresentKept } = target
  const previous: Previous = {
    version: 1,
    from: hash,
    to: target.template?.hash ?? hash,
    ...(!isPresentKept && { template: live.spec.template }),
    ...presentSettings(cluster, deployment, live, settings),
  }
  const replicas = settings.replicas ?? read.replicas(deployment)
  const spec = {
    ...live.spec,
    ...(target.template && { template: target.template.template }),
    ...(replicas !== undefined && { replicas }),
    ...(settings.minReadySeconds !== undefined && { minReadySeconds: settings.minReadySeconds }),
    ...(settings.strategy && { strategy: settings.strategy }),
    paused: undefined,
  }
  const body = [
    ...annotationOperations(live.metadata.annotations, {
      [annotationNames.previous]: previousText(previous),
      [annotationNames.replicas]: undefined,
      ...(target.template?.podHash && { [annotationNames.rollback]: target.template.podHash }),
      ...(settings.description !== undefined && {
        [annotationNames.description]: settings.description || undefined,
      }),
    }),
    ...specOperations(live.spec, spec),
  ]
  const access = settings.access && { serviceName, namespace, ...settings.access }
  if (access) await changeAccess(cluster, deployment, access, 'dryRun', signal)
  try {
    const answer = await client.write({ method: 'PATCH', path, body, contentType: jsonPatch })
    cache.merge('deployments', answer)
  } catch (error) {
    if (!(error instanceof StatusError && isFailedTest(error))) throw refusalFor(error, true)
    throw refuse(5100, `service ${serviceName} was changed in between`)
  }
  if (access) await changeAccess(cluster, deployment, access, 'write', signal)
}
