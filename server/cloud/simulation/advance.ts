import type { Step, StepContext } from './handler'
import { stepCluster } from './lifecycle/cluster/cluster'
import { stepNamespace } from './lifecycle/cluster/namespace'
import { stepNode } from './lifecycle/cluster/node'
import { stepDeletedNode, stepDeletedPod } from './lifecycle/deleted'
import { stepPod } from './lifecycle/pod/step'
import { stepServiceEvent } from './lifecycle/service/recordedEvents'
import { stepService } from './lifecycle/service/service'
import type { Kind, Resources } from './world/resources'

/** Lifecycle step of each resource kind that changes over time; other kinds have none. */
const steps: { [K in Kind]?: Step<Resources[K]> } = {
  cluster: stepCluster,
  node: stepNode,
  namespace: stepNamespace,
  service: stepService,
  pod: stepPod,
  serviceEvent: stepServiceEvent,
  deletedPod: stepDeletedPod,
  deletedNode: stepDeletedNode,
}

/**
 * Resources may wake each other at the same instant; more steps than this indicate an endless loop.
 */
const maxStepsAtOnce = 1000

function step<K extends Kind>(kind: K, id: string, at: number, context: StepContext): void {
  const resource = context.world.get(kind, id)
  const stepResource: Step<Resources[K]> | undefined = steps[kind]
  if (!resource || !stepResource) throw new Error(`nothing can be done about ${kind} ${id}`)
  stepResource(resource, at, context)
  if (context.world.get(kind, id) === resource) {
    throw new Error(`${kind} ${id} has not moved on at ${at}`)
  }
}

/**
 * Advances time up to and including `until`: each pending step runs at its own time, in order. The
 * result is the same whether time advances in one call or in many.
 */
export function advance(context: StepContext, until: number): void {
  let now = Number.NEGATIVE_INFINITY
  let stepCounts = new Map<string, number>()
  for (;;) {
    const due = context.world.next(until)
    if (!due) return
    if (due.at < now) throw new Error(`${due.kind} ${due.id} asks for a time that is over`)
    if (due.at > now) stepCounts = new Map()
    now = due.at
    const key = `${due.kind} ${due.id}`
    const count = (stepCounts.get(key) ?? 0) + 1
    if (count > maxStepsAtOnce) throw new Error(`${key} never comes to rest at ${now}`)
    stepCounts.set(key, count)
    step(due.kind, due.id, now, context)
  }
}
