import type { Lived } from '../../lifecycle/pod/life'
import { hashOf } from '../../world/hash'
import type { Pod, Size } from '../../world/resources'
import type { World } from '../../world/world'
import { type Character, type CharacterName, characterOf, characters } from '../load/character'
import { type Course, courseOf, readyIntervals } from '../load/course'
import { minute, type Span } from '../series'
import type { Host, Interval } from './host'

type Container = Pod['containers'][number]

/** A container with everything that is the same for all minutes. */
export interface Part {
  container: Container
  course: Course
  character: Character
  size: Size
  /** Cores and MiB that scale its usage: the requests, or half of the limits. */
  usual: { cpu: number; memory: number }
  seed: number
}

/** A current or deleted pod from its first start to its end. */
export interface Life {
  pod: Lived
  host: Host
  to: number
  /** Periods in which it receives load. */
  ready: Interval[]
  madeFor: number
  characterName: CharacterName
  parts: Part[]
}

const noSize: Size = { cpu: 0, cpuLimits: 0, memory: 0, memoryLimits: 0 }

function partOf(pod: Lived, container: Container): Part {
  const { size = noSize } = container
  return {
    container,
    course: courseOf(pod, container),
    character: characters[characterOf(container, pod.load?.access ?? 'ClusterIP')],
    size,
    usual: {
      cpu: (size.cpu || size.cpuLimits / 2 || 200) / 1000,
      memory: size.memory || size.memoryLimits / 2 || 256,
    },
    seed: hashOf(`${pod.id}/${container.name}`),
  }
}

/** The node at that time: a removed machine may have joined again. */
function hostAt(hosts: readonly Host[], { nodeId, at }: NonNullable<Pod['placed']>) {
  return hosts.find((host) => host.nodeId === nodeId && host.createdAt <= at && at < host.to)
}

function lifeOf(pod: Lived, hosts: readonly Host[]): Life | undefined {
  const host = pod.placed && hostAt(hosts, pod.placed)
  const [first] = pod.containers
  if (!host || !first) return undefined
  return {
    pod,
    host,
    to: pod.stoppingAt ?? Number.POSITIVE_INFINITY,
    ready: readyIntervals(pod),
    madeFor: pod.load?.madeFor ?? 1,
    characterName: characterOf(first, pod.load?.access ?? 'ClusterIP'),
    parts: pod.containers.map((one) => partOf(pod, one)),
  }
}

interface Named {
  clusterId: string
  namespace: string
  service: string
}

/** Current and retained deleted pods of a service. */
export function podsEver(world: World, { clusterId, namespace, service }: Named): Lived[] {
  const past = world
    .of('pastPod', clusterId)
    .filter((pod) => pod.service === service && pod.namespace === namespace)
  return [...world.of('pod', `${clusterId}/${namespace}/${service}`), ...past]
}

/** Lifetimes of pods; pods that never had a node have none. */
export const livesOf = (pods: readonly Lived[], hosts: readonly Host[]): Life[] =>
  pods.flatMap((pod) => lifeOf(pod, hosts) ?? [])

/** First and last index of the minutes of a span that overlap an interval. */
export function indicesOf({ first, count }: Span, from: number, to: number): [number, number] {
  if (to <= from) return [0, -1]
  const last = Math.min(count - 1, Math.ceil(to / minute) - first)
  return [Math.max(0, Math.floor(from / minute) + 1 - first), last]
}

/** Fraction of the 60 seconds up to `at` that is between two instants. */
export function partOfMinute(at: number, from: number, to: number): number {
  if (from <= at - minute && at <= to) return 1
  return Math.max(0, Math.min(at, to) - Math.max(at - minute, from)) / minute
}
