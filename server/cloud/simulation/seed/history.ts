import { advance } from '../advance'
import type { StepContext } from '../handler'
import { newNamespace } from '../lifecycle/cluster/namespace'
import { setFault } from '../lifecycle/cluster/node'
import { podsOf } from '../lifecycle/pod/pod'
import { updateService } from '../lifecycle/service/rolloutChanges'
import { serviceKey } from '../world/world'
import { buildCluster, buildService } from './build'
import type { ClusterSpec, ServiceSpec } from './specs'
import { systemServices } from './system'

const day = 86_400_000

/** A past action in the history of a seeded world. */
interface PastAction {
  at: number
  run: (at: number) => void
}

/** Pauses an update as soon as half of the service's pods have the new revision. */
function pauseHalfWay(id: string, at: number, context: StepContext): void {
  const { world } = context
  for (let due = world.next(at + day); due; due = world.next(at + day)) {
    advance(context, due.at)
    const service = world.get('service', id)
    if (!service?.rollout) return
    const newPods = podsOf(world, service).filter((pod) => pod.revision === service.revision)
    if (newPods.length < service.replicas / 2) continue
    world.put('service', { ...service, paused: true })
    return
  }
}

function serviceHistory(
  clusterId: () => string,
  spec: ServiceSpec,
  build: (at: number) => void,
  now: number,
  context: StepContext,
): PastAction[] {
  const { world } = context
  const id = () => serviceKey(clusterId(), spec.namespace, spec.name)
  const creation = { at: now - spec.days * day, run: build }
  if (!spec.updated) return [creation]
  const update = (at: number) => {
    const service = world.get('service', id())
    if (!service) return
    const template = { ...service.template, containers: spec.containers }
    world.put('service', { ...updateService(service, { template }, at), wakeAt: at })
    if (spec.laterAction === 'pausedInUpdate') pauseHalfWay(id(), at, context)
  }
  return [creation, { at: now - spec.updated.daysAgo * day, run: update }]
}

function clusterHistory(spec: ClusterSpec, now: number, context: StepContext): PastAction[] {
  const { world, speed } = context
  const createdAt = now - spec.days * day
  const cluster = buildCluster(world, spec, createdAt)
  for (const [name, description] of Object.entries(spec.namespaces)) {
    world.put('namespace', newNamespace(cluster.id, name, description, createdAt + day / 24))
  }
  const services = [...systemServices(spec.days - 0.01), ...spec.services].flatMap((service) =>
    serviceHistory(
      () => cluster.id,
      service,
      (at) => buildService(world, cluster, service, { at, speed }),
      now,
      context,
    ),
  )
  const { fault, isolatedDaysAgo } = spec
  const nodes = world.ownedBy('node', cluster.id)
  const addFault = (index: number, reason: string, daysAgo: number): PastAction => ({
    at: now - daysAgo * day,
    run: (at) => {
      const node = world.get('node', nodes[index]?.id ?? '')
      if (node) world.put('node', setFault(node, reason, at, context))
    },
  })
  return [
    ...services,
    ...(fault ? [addFault(fault.node, fault.reason, fault.daysAgo)] : []),
    ...(isolatedDaysAgo === undefined
      ? []
      : nodes.map((_, n) => addFault(n, 'Unknown', isolatedDaysAgo))),
    ...(isolatedDaysAgo === undefined
      ? []
      : [
          {
            at: now - isolatedDaysAgo * day,
            run: (at: number) => isolate(cluster.id, at, context),
          },
        ]),
  ]
}

/** Isolates a cluster whose bill is overdue: its machines are shut down. */
function isolate(clusterId: string, at: number, { world }: StepContext): void {
  const cluster = world.get('cluster', clusterId)
  if (cluster) world.put('cluster', { ...cluster, isolated: true, updatedAt: at })
  for (const { id } of world.ownedBy('node', clusterId)) {
    const machine = world.get('machine', id)
    if (machine) world.put('machine', { ...machine, state: 4 })
  }
}

/**
 * Replays the history of clusters, action by action, up to `now`, so that the lifecycle steps
 * produce the seeded state.
 */
export function replayHistory(
  specs: readonly ClusterSpec[],
  now: number,
  context: StepContext,
): void {
  const actions = specs
    .flatMap((spec) => clusterHistory(spec, now, context))
    .toSorted((a, b) => a.at - b.at)
  for (const { at, run } of actions) {
    advance(context, at)
    run(at)
  }
  advance(context, now)
}
