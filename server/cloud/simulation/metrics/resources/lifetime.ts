import type { PodHistory } from '../../lifecycle/pod/phases'
import { hashOf } from '../../world/hash'
import type { ContainerSize, Pod } from '../../world/serviceResources'
import type { World } from '../../world/world'
import { type LoadProfile, loadProfiles, type ProfileName, profileOf } from '../load/profiles'
import { type ContainerTimeline, readyIntervals, timelineOf } from '../load/timeline'
import { minute, type Span } from '../series'
import type { Host, Interval } from './host'

type Container = Pod['containers'][number]

/** A container and those inputs of its load that don't depend on the time. */
export interface ContainerLoad {
  container: Container
  timeline: ContainerTimeline
  profile: LoadProfile
  size: ContainerSize
  /**
   * Cores and MiB to which the container's usage is proportional: its requests, or else half of its
   * limits.
   */
  baseline: { cpu: number; memory: number }
  seed: number
}

/**
 * A current or deleted pod with the data that determines its metrics over its lifetime.
 */
export interface PodLifetime {
  pod: PodHistory
  host: Host
  to: number
  /** Periods in which the pod receives load. */
  ready: Interval[]
  initialReplicas: number
  profileName: ProfileName
  containers: ContainerLoad[]
}

const noSize: ContainerSize = { cpu: 0, cpuLimits: 0, memory: 0, memoryLimits: 0 }

function containerLoad(pod: PodHistory, container: Container): ContainerLoad {
  const { size = noSize } = container
  return {
    container,
    timeline: timelineOf(pod, container),
    profile: loadProfiles[profileOf(container, pod.load?.access ?? 'ClusterIP')],
    size,
    baseline: {
      cpu: (size.cpu || size.cpuLimits / 2 || 200) / 1000,
      memory: size.memory || size.memoryLimits / 2 || 256,
    },
    seed: hashOf(`${pod.id}/${container.name}`),
  }
}

/**
 * The node at the time of the assignment; a removed machine may have joined again as a new node
 * with the same ID.
 */
function hostAt(hosts: readonly Host[], { nodeId, at }: NonNullable<Pod['assignment']>) {
  return hosts.find((host) => host.nodeId === nodeId && host.createdAt <= at && at < host.to)
}

function lifetimeOf(pod: PodHistory, hosts: readonly Host[]): PodLifetime | undefined {
  const host = pod.assignment && hostAt(hosts, pod.assignment)
  const [first] = pod.containers
  if (!host || !first) return undefined
  return {
    pod,
    host,
    to: pod.stoppingAt ?? Number.POSITIVE_INFINITY,
    ready: readyIntervals(pod),
    initialReplicas: pod.load?.initialReplicas ?? 1,
    profileName: profileOf(first, pod.load?.access ?? 'ClusterIP'),
    containers: pod.containers.map((container) => containerLoad(pod, container)),
  }
}

interface Named {
  clusterId: string
  namespace: string
  service: string
}

/** All pods of a service, including deleted pods that are retained for metrics. */
export function allPodsOf(world: World, { clusterId, namespace, service }: Named): PodHistory[] {
  const deletedPods = world
    .ownedBy('deletedPod', clusterId)
    .filter((pod) => pod.service === service && pod.namespace === namespace)
  return [...world.ownedBy('pod', `${clusterId}/${namespace}/${service}`), ...deletedPods]
}

/** Lifetimes of pods; a pod that was never scheduled has none. */
export const lifetimesOf = (pods: readonly PodHistory[], hosts: readonly Host[]): PodLifetime[] =>
  pods.flatMap((pod) => lifetimeOf(pod, hosts) ?? [])

/** Indices of the first and last minute of a span that overlap an interval. */
export function indicesOf({ first, count }: Span, from: number, to: number): [number, number] {
  if (to <= from) return [0, -1]
  const last = Math.min(count - 1, Math.ceil(to / minute) - first)
  return [Math.max(0, Math.floor(from / minute) + 1 - first), last]
}

/** Fraction of the minute ending at `at` that lies within an interval. */
export function fractionOfMinute(at: number, from: number, to: number): number {
  if (from <= at - minute && at <= to) return 1
  return Math.max(0, Math.min(at, to) - Math.max(at - minute, from)) / minute
}
