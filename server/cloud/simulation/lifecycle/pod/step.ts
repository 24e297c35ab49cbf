import type { StepContext } from '../../handler'
import { hashOf } from '../../world/hash'
import type { Node, Pod, Service } from '../../world/resources'
import { serviceKey, type World } from '../../world/world'
import { buryPod } from '../past'
import { findPlace } from '../schedule/schedule'
import { wakeService, wakeWaiting } from '../service/wake'
import { nextPull, pullFails } from './life'
import { paceOf } from './pace'
import { templateOf } from './pod'
import { countPulls, isThere } from './registryImages'

/**
 * Maximum number of images that a node remembers; older ones are evicted, as by a kubelet's image
 * garbage collection.
 */
const keptImages = 60

const imageOn = (node: Node, image: string) => node.images?.find((one) => one.name === image)

/**
 * Pull duration on this node: short if the image is present, the remaining time if it is being
 * pulled already.
 */
function pullOn(node: Node, pod: Pod, at: number, speed: number): number {
  const again = paceOf('pullAgain', (hashOf(`${pod.id} again`) % 1000) / 1000, speed)
  const each = pod.containers.map((container) => {
    const there = imageOn(node, container.image)
    if (pullFails(container) || !there) return pod.pace.pull
    return Math.min(pod.pace.pull, Math.max(0, there.at - at) + again)
  })
  return Math.max(1, ...each)
}

/** Records that the node will have the pod's images from `at` on. */
function fetchImages(world: World, node: Node, pod: Pod, at: number): void {
  const fresh = pod.containers
    .filter((one) => !pullFails(one) && !imageOn(node, one.image))
    .map(({ image }) => ({ name: image, at }))
  if (fresh.length === 0) return
  world.put('node', { ...node, images: [...fresh, ...(node.images ?? [])].slice(0, keptImages) })
}

const hasPodAffinity = ({ template, previous }: Service) =>
  Boolean(template.podAffinity?.length || previous?.template.podAffinity?.length)

/** The pod with the images marked that do not exist at present. */
const asking = (world: World, pod: Pod): Pod => ({
  ...pod,
  containers: pod.containers.map((one) =>
    one.fate === 'pullFails' || isThere(world, one.image) ? one : { ...one, lacking: {} },
  ),
})

/** Retries the pull of missing images. */
function askAgain(pod: Pod, at: number, { world }: StepContext): void {
  const found = pod.containers.map((one) =>
    one.lacking && pullFails(one) && isThere(world, one.image)
      ? { ...one, lacking: { foundAt: at } }
      : one,
  )
  const fresh = found.filter((one, index) => one !== pod.containers[index])
  world.put('pod', { ...pod, containers: found, wakeAt: undefined })
  if (fresh.length === 0) return
  countPulls(world, fresh)
  const node = pod.placed && world.get('node', pod.placed.nodeId)
  if (node) fetchImages(world, node, { ...pod, containers: fresh }, at + pod.pace.pull)
  wakeService(world, serviceKey(pod.clusterId, pod.namespace, pod.service), at)
}

/** Called after a push: pods with missing images retry at their next attempt. */
export function wakeLacking(world: World, at: number): void {
  for (const pod of world.all('pod')) {
    const { placed, containers } = pod
    if (!placed || pod.stoppingAt !== undefined || pod.wakeAt !== undefined) continue
    const canHave = containers.some(
      (one) => one.lacking && pullFails(one) && isThere(world, one.image),
    )
    if (canHave) world.put('pod', { ...pod, wakeAt: nextPull(placed.at, pod.pace, at) })
  }
}

function place(waiting: Pod, at: number, { world, speed }: StepContext): void {
  const service = world.get(
    'service',
    serviceKey(waiting.clusterId, waiting.namespace, waiting.service),
  )
  if (!service) {
    world.remove('pod', waiting.id)
    return
  }
  const pod = asking(world, waiting)
  const found = findPlace(world, service, templateOf(service, pod.revision), pod, at)
  if (!found.room) {
    const since = waiting.refused?.message === found.message ? waiting.refused.since : at
    world.put('pod', { ...waiting, wakeAt: undefined, refused: { since, message: found.message } })
    return
  }
  const { node } = found.room
  const pull = pullOn(node, pod, at, speed)
  world.put('pod', {
    ...pod,
    wakeAt: undefined,
    placed: { nodeId: node.id, at, ip: found.ip },
    pace: { ...pod.pace, pull },
  })
  fetchImages(world, node, pod, at + pull)
  countPulls(world, pod.containers)
  wakeService(world, service.id, at)
  wakeWaiting(world, pod.clusterId, at, hasPodAffinity)
}

/**
 * Step of a pod at `at`: schedules it, retries missing images, or deletes it and so frees its room.
 */
export function stepPod(pod: Pod, at: number, context: StepContext): void {
  const { world } = context
  if (pod.stoppingAt !== undefined) {
    buryPod(world, pod, at)
    wakeService(world, serviceKey(pod.clusterId, pod.namespace, pod.service), at)
    wakeWaiting(world, pod.clusterId, at)
  } else if (pod.placed) {
    askAgain(pod, at, context)
  } else {
    place(pod, at, context)
  }
}
