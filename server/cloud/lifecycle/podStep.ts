import type { StepContext } from '../handler'
import { hashOf } from '../hash'
import type { Node, Pod, Service } from '../things'
import { serviceKey } from '../world'
import { templateOf } from './pod'
import { paceOf } from './podPace'
import { findPlace } from './schedule'
import { wakeService, wakeWaiting } from './serviceWake'

/** Images that a node keeps; beyond that the oldest go, as a kubelet clears its disk. */
const keptImages = 60

/** How long the pull takes on this node: short where the image is there, the rest where it is on its way. */
function pullOn(node: Node, pod: Pod, at: number, speed: number): number {
  const again = paceOf('pullAgain', (hashOf(`${pod.id} again`) % 1000) / 1000, speed)
  const each = pod.containers.map(({ image, fate }) => {
    const there = node.images?.[image]
    if (fate === 'pullFails' || there === undefined) return pod.pace.pull
    return Math.min(pod.pace.pull, Math.max(0, there - at) + again)
  })
  return Math.max(1, ...each)
}

function withImages(node: Node, pod: Pod, at: number): Node {
  const images = { ...node.images }
  for (const { image, fate } of pod.containers) {
    if (fate !== 'pullFails') images[image] ??= at
  }
  const newest = Object.entries(images).sort(
    ([one, since], [other, otherSince]) => otherSince - since || (one < other ? -1 : 1),
  )
  return { ...node, images: Object.fromEntries(newest.slice(0, keptImages)) }
}

const hasPodAffinity = ({ template, previous }: Service) =>
  Boolean(template.podAffinity?.length || previous?.template.podAffinity?.length)

function place(pod: Pod, at: number, { world, speed }: StepContext): void {
  const service = world.get('service', serviceKey(pod.clusterId, pod.namespace, pod.service))
  if (!service) return world.remove('pod', pod.id)
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
  const isKnown = pod.containers.every((one) => one.fate === 'pullFails' || node.images?.[one.image])
  if (!isKnown) world.put('node', withImages(node, pod, at + pull))
  wakeService(world, service.id, at)
  wakeWaiting(world, pod.clusterId, at, hasPodAffinity)
}

/** What is due for a pod at `at`: it is placed, or it is gone and leaves room for others. */
export function stepPod(pod: Pod, at: number, context: StepContext): void {
  const { world } = context
  if (pod.stoppingAt !== undefined) {
    world.remove('pod', pod.id)
    wakeService(world, serviceKey(pod.clusterId, pod.namespace, pod.service), at)
    wakeWaiting(world, pod.clusterId, at)
  } else if (pod.placed) {
    world.put('pod', { ...pod, wakeAt: undefined })
  } else {
    place(pod, at, context)
  }
}
