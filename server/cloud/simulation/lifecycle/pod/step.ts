import type { StepContext } from '../../handler'
import { hashOf } from '../../world/hash'
import type { Node } from '../../world/resources'
import type { Pod, Service } from '../../world/serviceResources'
import { serviceKey, type World } from '../../world/world'
import { deletePod } from '../deleted'
import { selectNode } from '../schedule/schedule'
import { wakeService, wakeWaiting } from '../service/wake'
import { phaseDuration } from './pace'
import { isPullFailing, nextPull } from './phases'
import { templateOf } from './pod'
import { countPulls, imageExists, missingPart } from './registryImages'

/**
 * Maximum number of images that a node caches; older images are evicted, as by the kubelet's image
 * garbage collection.
 */
const maxImages = 60

const findImage = (node: Node, image: string) =>
  node.images?.find((candidate) => candidate.name === image)

/**
 * Duration of the image pull on this node: short if the node has the image, or the remaining time
 * if the node is already pulling it.
 */
function pullDuration(node: Node, pod: Pod, at: number, speed: number): number {
  const repeatedPullDuration = phaseDuration(
    'pullAgain',
    (hashOf(`${pod.id} again`) % 1000) / 1000,
    speed,
  )
  const durations = pod.containers.map((container) => {
    const nodeImage = findImage(node, container.image)
    if (isPullFailing(container) || !nodeImage) return pod.pace.pull
    return Math.min(pod.pace.pull, Math.max(0, nodeImage.at - at) + repeatedPullDuration)
  })
  return Math.max(1, ...durations)
}

/** Records that the node has the pod's images from `at` on. */
function recordImages(world: World, node: Node, pod: Pod, at: number): void {
  const newImages = pod.containers
    .filter((container) => !isPullFailing(container) && !findImage(node, container.image))
    .map(({ image }) => ({ name: image, at }))
  if (newImages.length === 0) return
  world.put('node', { ...node, images: [...newImages, ...(node.images ?? [])].slice(0, maxImages) })
}

const hasPodAffinity = ({ template, previous }: Service) =>
  Boolean(template.podAffinity?.length || previous?.template.podAffinity?.length)

/** The pod with its missing images marked. */
const withMissingImages = (world: World, pod: Pod): Pod => ({
  ...pod,
  containers: pod.containers.map((container) =>
    isPullFailing(container) || imageExists(world, container.image)
      ? container
      : { ...container, missingImage: missingPart(world, container.image) },
  ),
})

/** Retries the pull of missing images; succeeds for images that have been pushed since. */
function retryPulls(pod: Pod, at: number, { world }: StepContext): void {
  const retried = pod.containers.map((container) =>
    container.missingImage && isPullFailing(container) && imageExists(world, container.image)
      ? { ...container, missingImage: { ...container.missingImage, foundAt: at } }
      : container,
  )
  const pulling = retried.filter((item, index) => item !== pod.containers[index])
  world.put('pod', { ...pod, containers: retried, wakeAt: undefined })
  if (pulling.length === 0) return
  countPulls(world, pulling)
  const node = pod.assignment && world.get('node', pod.assignment.nodeId)
  if (node) recordImages(world, node, { ...pod, containers: pulling }, at + pod.pace.pull)
  wakeService(world, serviceKey(pod.clusterId, pod.namespace, pod.service), at)
}

/** Called after a push: schedules the next pull of pods whose missing image exists now. */
export function wakePodsMissingImages(world: World, at: number): void {
  for (const pod of world.all('pod')) {
    const { assignment, containers } = pod
    if (!assignment || pod.stoppingAt !== undefined || pod.wakeAt !== undefined) continue
    const canPull = containers.some(
      (container) =>
        container.missingImage && isPullFailing(container) && imageExists(world, container.image),
    )
    if (canPull) world.put('pod', { ...pod, wakeAt: nextPull(assignment.at, pod.pace, at) })
  }
}

function schedulePod(pendingPod: Pod, at: number, { world, speed }: StepContext): void {
  const service = world.get(
    'service',
    serviceKey(pendingPod.clusterId, pendingPod.namespace, pendingPod.service),
  )
  if (!service) {
    world.remove('pod', pendingPod.id)
    return
  }
  const pod = withMissingImages(world, pendingPod)
  const placement = selectNode(world, service, templateOf(service, pod.revision), pod, at)
  if (!placement.room) {
    const since =
      pendingPod.unschedulable?.message === placement.message ? pendingPod.unschedulable.since : at
    world.put('pod', {
      ...pendingPod,
      wakeAt: undefined,
      unschedulable: { since, message: placement.message },
    })
    return
  }
  const { node } = placement.room
  const pull = pullDuration(node, pod, at, speed)
  world.put('pod', {
    ...pod,
    wakeAt: undefined,
    assignment: { nodeId: node.id, at, ip: placement.ip },
    pace: { ...pod.pace, pull },
  })
  recordImages(world, node, pod, at + pull)
  countPulls(world, pod.containers)
  wakeService(world, service.id, at)
  wakeWaiting(world, pod.clusterId, at, hasPodAffinity)
}

/**
 * Lifecycle step of a pod at time `at`: schedules it, retries missing images, or deletes it and
 * frees its resources.
 */
export function stepPod(pod: Pod, at: number, context: StepContext): void {
  const { world } = context
  if (pod.stoppingAt !== undefined) {
    deletePod(world, pod, at)
    wakeService(world, serviceKey(pod.clusterId, pod.namespace, pod.service), at)
    wakeWaiting(world, pod.clusterId, at)
  } else if (pod.assignment) {
    retryPulls(pod, at, context)
  } else {
    schedulePod(pod, at, context)
  }
}
