import * as z from 'zod/mini'
import { isDown, latestCrash } from '../lifecycle/pod/crash'
import { isLive, phasesOf } from '../lifecycle/pod/phases'
import { wakeService } from '../lifecycle/service/wake'
import type { Crash, Pod } from '../world/serviceResources'
import { serviceKey } from '../world/world'
import { type AdminContext, AdminRefusal, adminAction } from './action'

type Container = Pod['containers'][number]

const selectorFields = {
  clusterId: z.string(),
  namespace: z._default(z.string(), 'default'),
  /** Name of the instance, as DescribeServiceInstance returns it. */
  instance: z.string(),
  /** If absent, the action applies to all containers. */
  container: z.optional(z.string()),
}

interface ContainerSelector {
  clusterId: string
  namespace: string
  instance: string
  container?: string | undefined
}

function podOf(
  { world }: AdminContext,
  { clusterId, namespace, instance }: ContainerSelector,
): Pod {
  const pod = world.get('pod', `${clusterId}/${namespace}/${instance}`)
  if (pod) return pod
  const message = `instance ${instance} does not exist in namespace ${namespace} of ${clusterId}`
  throw new AdminRefusal(404, message)
}

/** Changes the selected containers and wakes their service, so that it re-evaluates the pod. */
function changeContainers(
  { world, now }: AdminContext,
  pod: Pod,
  { container }: ContainerSelector,
  update: (container: Container) => Container,
): string[] {
  const selected = pod.containers.filter((candidate) => !container || candidate.name === container)
  if (selected.length === 0) {
    throw new AdminRefusal(404, `instance ${pod.name} has no container ${container}`)
  }
  const containers = pod.containers.map((item) => (selected.includes(item) ? update(item) : item))
  world.put('pod', { ...pod, containers })
  wakeService(world, serviceKey(pod.clusterId, pod.namespace, pod.service), now)
  return selected.map((item) => item.name)
}

function withCrash(pod: Pod, container: Container, crash: Crash): Container {
  const phases = phasesOf(pod)
  const hasStarted = phases !== undefined && phases.started <= crash.at
  const runs = container.outcome === 'run' || container.outcome === 'neverReady'
  if (!isLive(pod) || !hasStarted || !runs || isDown(pod, container, crash.at)) {
    throw new AdminRefusal(409, `container ${container.name} of ${pod.name} is not running`)
  }
  return { ...container, crashes: [...(container.crashes ?? []), crash] }
}

export const crashPod = adminAction(
  {
    path: '/pods/crash',
    description:
      'crashes the containers of an instance: "once", with an immediate restart, or in a "loop" until they are healed',
    example: { clusterId: 'cls-…', namespace: 'default', instance: 'web-…', mode: 'loop' },
  },
  z.strictObject({ ...selectorFields, mode: z._default(z.enum(['once', 'loop']), 'once') }),
  (params, context) => {
    const pod = podOf(context, params)
    const crash = { at: context.now, loops: params.mode === 'loop' }
    const containers = changeContainers(context, pod, params, (item) => withCrash(pod, item, crash))
    return { instance: pod.name, containers, mode: params.mode }
  },
)

/** Ends the container's crash loop; returns the container unchanged if it is in no crash loop. */
function withHealedCrash(pod: Pod, container: Container, now: number): Container {
  const latestState = latestCrash(pod, container, now)
  const lastCrash = container.crashes?.at(-1)
  if (!latestState || !lastCrash || latestState.restartedAt !== undefined) return container
  const earlierCrashes = container.crashes?.slice(0, -1) ?? []
  return { ...container, crashes: [...earlierCrashes, { ...lastCrash, healedAt: now }] }
}

export const healPod = adminAction(
  {
    path: '/pods/heal',
    description: 'restarts containers that crash in a loop; they then run',
    example: { clusterId: 'cls-…', namespace: 'default', instance: 'web-…' },
  },
  z.strictObject(selectorFields),
  (params, context) => {
    const pod = podOf(context, params)
    const loopingContainers = pod.containers.filter(
      (container) => withHealedCrash(pod, container, context.now) !== container,
    )
    const containers = changeContainers(context, pod, params, (item) =>
      withHealedCrash(pod, item, context.now),
    )
    const healedNames = containers.filter((name) =>
      loopingContainers.some((container) => container.name === name),
    )
    if (healedNames.length === 0) {
      throw new AdminRefusal(409, `instance ${pod.name} is in no injected crash loop`)
    }
    return { instance: pod.name, containers: healedNames }
  },
)
