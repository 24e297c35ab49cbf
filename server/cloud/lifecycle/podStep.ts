import type { StepContext } from '../handler'
import { hashOf } from '../hash'
import type { Node, Pod, Service } from '../things'
import { serviceKey, type World } from '../world'
import { buryPod } from './past'
import { templateOf } from './pod'
import { paceOf } from './podPace'
import { findPlace } from './schedule'
import { wakeService, wakeWaiting } from './serviceWake'

/** Images that a node keeps; beyond that the oldest go, as a kubelet clears its disk. */
const keptImages = 60

const imageOn = (node: Node, image: string) => node.images?.find((one) => one.name === image)

/** How long the pull takes on this node: short where the image is there, the rest where it is on its way. */
function pullOn(node: Node, pod: Pod, at: number, speed: number): number {
  const again = paceOf('pullAgain', (hashOf(`${pod.id} again`) % 1000) / 1000, speed)
  const each = pod.containers.map(({ image, fate }) => {
    const there = imageOn(node, image)
    if (fate === 'pullFails' || !there) return pod.pace.pull
    return Math.min(pod.pace.pull, Math.max(0, there.at - at) + again)
  })
  return Math.max(1, ...each)
}

/** Notes that the node will have the pod's images from `at` on. */
function fetchImages(world: World, node: Node, pod: Pod, at: number): void {
  const fresh = pod.containers
    .filter(({ image, fate }) => fate !== 'pullFails' && !imageOn(node, image))
    .map(({ image }) => ({ name: image, at }))
  if (fresh.length === 0) return
  world.put('node', { ...node, images: [...fresh, ...(node.images ?? [])].slice(0, keptImages) })
}

const hasPodAffinity = ({ template, previous }: Service) =>
  Boolean(template.podAffinity?.length || previous?.template.podAffinity?.length)

function place(pod: Pod, at: number, { world, speed }: StepContext): void {
  const service = world.get('service', serviceKey(pod.clusterId, pod.namespace, pod.service))
  if (!service) {
    world.remove('pod', pod.id)
    return
  }
  const found = findPlace(world, service, templateOf(service, pod.revision), pod, at)
  if (!found.room) {
    const since = pod.refused?.message === found.message ? pod.refused.since : at
    world.put('pod', { ...pod, wakeAt: undefined, refused: { since, message: found.message } })
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
  wakeService(world, service.id, at)
  wakeWaiting(world, pod.clusterId, at, hasPodAffinity)
}

/** What is due for a pod at `at`: it is placed, or it is gone and leaves room for others. */
export function stepPod(pod: Pod, at: number, context: StepContext): void {
  const { world } = context
  if (pod.stoppingAt !== undefined) {
    buryPod(world, pod, at)
    wakeService(world, serviceKey(pod.clusterId, pod.namespace, pod.service), at)
    wakeWaiting(world, pod.clusterId, at)
  } else if (pod.placed) {
    world.put('pod', { ...pod, wakeAt: undefined })
  } else {
    place(pod, at, context)
  }
}
