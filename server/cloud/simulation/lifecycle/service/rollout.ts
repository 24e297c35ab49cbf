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
  direction: 'up' | 'down',
): void {
  const livePods = podsOf(world, service).filter((pod) => isLive(pod) && pod.revision === revision)
  recordEvent(world, service, at, {
    level: 'Normal',
    objType: 'Deployment',
    objName: service.name,
    reason: 'ScalingReplicaSet',
    message: `Scaled ${direction} replica set ${replicaSetOf(service, revision)} to ${livePods.length}`,
  })
}

function applyPlan(service: Service, plan: Plan, at: number, context: StepContext): Service {
  for (const pod of plan.stop) terminatePod(service, pod, at, context)
  for (const revision of new Set(plan.stop.map((pod: Pod) => pod.revision))) {
    recordScaling(service, at, context, revision, 'down')
  }
  if (plan.start === 0) return service
  const scaledService = createPods(service, plan.start, at, context)
  recordScaling(scaledService, at, context, scaledService.revision, 'up')
  return scaledService
}

/**
 * Starts and stops pods until the service matches its specification, and schedules the next step.
 */
export function reconcile(service: Service, at: number, context: StepContext): void {
  let current: Service = { ...service, wakeAt: undefined }
  for (;;) {
    const plan = planFor(current, podsOf(context.world, current), at)
    if (plan.stop.length === 0 && plan.start === 0) {
      context.world.put('service', {
        ...current,
        ...(plan.isDone && { rollout: undefined }),
        wakeAt: plan.nextStepAt,
      })
      return
    }
    current = applyPlan(current, plan, at, context)
  }
}
