import type { StepContext } from '../../handler'
import type { Pod, Service } from '../../world/serviceResources'
import { isLive } from '../pod/phases'
import { createPods, podsOf, replicaSetOf, terminatePod } from '../pod/pod'
import { recordEvent } from './recordedEvents'
import { type Plan, planFor } from './rolloutPlan'

function recordScaling(
  service: Service,
  at: number,
  { world }: StepContext,
  revision: number,
  way: 'up' | 'down',
): void {
  const left = podsOf(world, service).filter((pod) => isLive(pod) && pod.revision === revision)
  recordEvent(world, service, at, {
    level: 'Normal',
    objType: 'Deployment',
    objName: service.name,
    reason: 'ScalingReplicaSet',
    message: `Scaled ${way} replica set ${replicaSetOf(service, revision)} to ${left.length}`,
  })
}

function applyPlan(service: Service, plan: Plan, at: number, context: StepContext): Service {
  for (const pod of plan.stop) terminatePod(service, pod, at, context)
  for (const revision of new Set(plan.stop.map((pod: Pod) => pod.revision))) {
    recordScaling(service, at, context, revision, 'down')
  }
  if (plan.start === 0) return service
  const counted = createPods(service, plan.start, at, context)
  recordScaling(counted, at, context, counted.revision, 'up')
  return counted
}

/**
 * Starts and stops pods until the service matches its specification, and schedules the next step.
 */
export function reconcile(service: Service, at: number, context: StepContext): void {
  let present: Service = { ...service, wakeAt: undefined }
  for (;;) {
    const plan = planFor(present, podsOf(context.world, present), at)
    if (plan.stop.length === 0 && plan.start === 0) {
      context.world.put('service', {
        ...present,
        ...(plan.isDone && { rollout: undefined }),
        wakeAt: plan.nextStepAt,
      })
      return
    }
    present = applyPlan(present, plan, at, context)
  }
}
