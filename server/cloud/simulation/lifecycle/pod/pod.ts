import { defaultOf, dependentDefaults } from '../../../../../src/contract/tables/dependentDefaults'
import type { StepContext } from '../../handler'
import { hashOf } from '../../world/hash'
import type { ContainerSize, Pod, Service, Template } from '../../world/serviceResources'
import { serviceKey, type World } from '../../world/world'
import { recordEvent } from '../service/recordedEvents'
import { wakeService } from '../service/wake'
import { outcomeOf } from './outcome'
import { drawPace, phaseDuration } from './pace'

/** Pods of a service, including terminating ones, oldest first. */
export const podsOf = (world: World, service: Service): Pod[] =>
  world.ownedBy('pod', serviceKey(service.clusterId, service.namespace, service.name)).sort(byAge)

/**
 * Sorts pods oldest first. The storage order must not be used, because it changes with a restart.
 */
const byAge = (a: Pod, b: Pod) => a.createdAt - b.createdAt || (a.name < b.name ? -1 : 1)

/** Name of the replica set of a revision's pods, e.g. `web-542052039`. */
export const replicaSetOf = (service: Service, revision: number): string =>
  `${service.name}-${hashOf(`${service.id}/${service.createdAt}/${revision}`)}`

/** Resources that a pod of this template requests from its node. */
function requestsOf({ containers, volumes = [] }: Template): Pod['requests'] {
  return {
    cpu: containers.reduce((sum, container) => sum + (container.cpu ?? 0), 0),
    memory: containers.reduce((sum, container) => sum + (container.memory ?? 0), 0),
    disks: volumes.flatMap((volume) =>
      volume.volumeType === 'cbsDisk' ? (volume.cbsDiskId ?? []) : [],
    ),
  }
}

/** Requests and limits of a container; the memory limit defaults to the request (创建服务). */
const containerSize = ({
  cpu = 0,
  cpuLimits = 0,
  memory = 0,
  memoryLimits = 0,
}: Template['containers'][number]): ContainerSize => ({
  cpu,
  cpuLimits,
  memory,
  memoryLimits: memoryLimits || defaultOf(dependentDefaults.memoryLimits, { memory }),
})

/**
 * Pod template of a revision. Only the last two revisions are stored; an older revision gets the
 * current template.
 */
export const templateOf = (service: Service, revision: number): Template =>
  revision === service.revision
    ? service.template
    : (service.previous?.template ?? service.template)

/**
 * Data on which the metrics of a pod depend: the sizes of its containers, and properties of the
 * service when the pod is created.
 */
export function metricFields(
  service: Service,
  { revision, containers }: Pick<Pod, 'revision' | 'containers'>,
): Pick<Pod, 'containers' | 'load'> {
  const { containers: made } = templateOf(service, revision)
  const sizes = new Map(
    made.map((container) => [container.containerName, containerSize(container)]),
  )
  return {
    containers: containers.map((container) => ({ ...container, size: sizes.get(container.name) })),
    load: { initialReplicas: service.initialReplicas ?? 1, access: service.access.type },
  }
}

/**
 * Creates an unscheduled pod with this serial number; its name and phase durations are derived from
 * the service and the number.
 */
export function newPod(
  service: Service,
  serial: number,
  at: number,
  speed: number,
  revision = service.revision,
): Pod {
  const { clusterId, namespace } = service
  const template = templateOf(service, revision)
  const tail = hashOf(`${service.id}/${service.createdAt}/pod ${serial}`).toString(36)
  const name = `${replicaSetOf(service, revision)}-${tail.padStart(5, '0').slice(-5)}`
  const id = `${clusterId}/${namespace}/${name}`
  const containers = template.containers.map(({ containerName, image, command }) => ({
    name: containerName,
    image,
    outcome: outcomeOf(image, command),
  }))
  return {
    id,
    clusterId,
    namespace,
    service: service.name,
    name,
    revision,
    createdAt: at,
    wakeAt: at + phaseDuration('schedule', (hashOf(id) % 1000) / 1000, speed),
    pace: drawPace(id, template, speed),
    requests: requestsOf(template),
    ...metricFields(service, { revision, containers }),
  }
}

/** Creates `count` pods of a revision; returns the service with its updated pod count. */
export function createPods(
  service: Service,
  count: number,
  at: number,
  { world, speed }: StepContext,
  revision = service.revision,
): Service {
  let { podsCreated } = service
  for (let made = 0; made < count; podsCreated += 1) {
    const pod = newPod(service, podsCreated, at, speed, revision)
    if (world.get('pod', pod.id)) continue
    world.put('pod', pod)
    made += 1
  }
  const countedService = { ...service, podsCreated }
  world.put('service', countedService)
  return countedService
}

/** Terminates a pod; an unscheduled pod is deleted immediately. */
export function terminatePod(service: Service, pod: Pod, at: number, { world }: StepContext): void {
  if (pod.stoppingAt !== undefined) return
  const endsAt = pod.assignment ? at + pod.pace.stop : at
  world.put('pod', { ...pod, stoppingAt: at, wakeAt: endsAt })
  if (!pod.assignment) return
  recordEvent(world, service, at, {
    level: 'Normal',
    objType: 'Pod',
    objName: pod.name,
    reason: 'Killing',
    message: `Killing container of pod ${pod.name}: Need to kill Pod`,
  })
}

/**
 * Terminates a pod that must be replaced. The service creates a replacement with the current
 * revision; a paused service creates a replacement with the pod's own revision, so that a paused
 * update makes no progress.
 */
export function replacePod(service: Service, pod: Pod, at: number, context: StepContext): void {
  const { world } = context
  if (pod.stoppingAt !== undefined) return
  terminatePod(service, pod, at, context)
  if (service.paused) createPods(service, 1, at, context, pod.revision)
  wakeService(world, service.id, at)
}

/** Terminates all pods of a node; their services create new pods on other nodes. */
export function evictPods(world: World, nodeId: string, at: number, context: StepContext): void {
  const clusterId = world.get('node', nodeId)?.clusterId
  if (clusterId === undefined) return
  for (const before of world.ownedBy('service', clusterId)) {
    for (const pod of podsOf(world, before)) {
      const service = world.get('service', before.id)
      if (service && pod.assignment?.nodeId === nodeId) replacePod(service, pod, at, context)
    }
  }
}
