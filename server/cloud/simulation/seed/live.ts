import { advance } from '../advance'
import type { StepContext } from '../handler'
import { newNamespace } from '../lifecycle/cluster/namespace'
import { troubled } from '../lifecycle/cluster/node'
import { podsOf } from '../lifecycle/pod/pod'
import { updated } from '../lifecycle/service/rolloutChanges'
import { serviceKey } from '../world/world'
import { buildCluster, buildService } from './build'
import type { ClusterSpec, ServiceSpec } from './parts'
import { systemServices } from './system'

const day = 86_400_000

/** An action in the past of a seeded world. */
interface Deed {
  at: number
  what: (at: number) => void
}

/** Pauses an update as soon as half of the service's pods have the new revision. */
function pauseHalfWay(id: string, at: number, context: StepContext): void {
  const { world } = context
  for (let due = world.next(at + day); due; due = world.next(at + day)) {
    advance(context, due.at)
    const service = world.get('service', id)
    if (!service?.rollout) return
    const fresh = podsOf(world, service).filter((pod) => pod.revision === service.revision)
    if (fresh.length < service.replicas / 2) continue
    world.put('service', { ...service, paused: true })
    return
  }
}

function deedsOf(
  clusterId: () => string,
  spec: ServiceSpec,
  build: (at: number) => void,
  now: number,
  context: StepContext,
): Deed[] {
  const { world } = context
  const id = () => serviceKey(clusterId(), spec.namespace, spec.name)
  const made = { at: now - spec.days * day, what: build }
  if (!spec.updated) return [made]
  const update = (at: number) => {
    const service = world.get('service', id())
    if (!service) return
    const template = { ...service.template, containers: spec.containers }
    world.put('service', { ...updated(service, template, at), wakeAt: at })
    if (spec.since === 'pausedInUpdate') pauseHalfWay(id(), at, context)
  }
  return [made, { at: now - spec.updated.daysAgo * day, what: update }]
}

function historyOf(spec: ClusterSpec, now: number, context: StepContext): Deed[] {
  const { world, speed } = context
  const made = now - spec.days * day
  const cluster = buildCluster(world, spec, made)
  for (const [name, description] of Object.entries(spec.namespaces)) {
    world.put('namespace', newNamespace(cluster.id, name, description, made + day / 24))
  }
  const services = [...systemServices(spec.days - 0.01), ...spec.services].flatMap((service) =>
    deedsOf(
      () => cluster.id,
      service,
      (at) => buildService(world, cluster, service, { at, speed }),
      now,
      context,
    ),
  )
  const { trouble, isolatedDaysAgo } = spec
  const nodes = world.of('node', cluster.id)
  const ill = (index: number, reason: string, daysAgo: number): Deed => ({
    at: now - daysAgo * day,
    what: (at) => {
      const node = world.get('node', nodes[index]?.id ?? '')
      if (node) world.put('node', troubled(node, reason, at, context))
    },
  })
  return [
    ...services,
    ...(trouble ? [ill(trouble.node, trouble.reason, trouble.daysAgo)] : []),
    ...(isolatedDaysAgo === undefined
      ? []
      : nodes.map((_, n) => ill(n, 'Unknown', isolatedDaysAgo))),
    ...(isolatedDaysAgo === undefined
      ? []
      : [
          {
            at: now - isolatedDaysAgo * day,
            what: (at: number) => isolate(cluster.id, at, context),
          },
        ]),
  ]
}

/** Isolates an overdue cluster: its machines are shut down. */
function isolate(clusterId: string, at: number, { world }: StepContext): void {
  const cluster = world.get('cluster', clusterId)
  if (cluster) world.put('cluster', { ...cluster, isolated: true, updatedAt: at })
  for (const { id } of world.of('node', clusterId)) {
    const machine = world.get('machine', id)
    if (machine) world.put('machine', { ...machine, state: 4 })
  }
}

/**
 * Replays the history of clusters, action by action, up to `now`, so that the lifecycles themselves
 * produce the seeded state.
 */
export function live(specs: readonly ClusterSpec[], now: number, context: StepContext): void {
  const deeds = specs
    .flatMap((spec) => historyOf(spec, now, context))
    .toSorted((one, other) => one.at - other.at)
  for (const { at, what } of deeds) {
    advance(context, at)
    what(at)
  }
  advance(context, now)
}
