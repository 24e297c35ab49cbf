import type { Context } from '../../cloud/simulation/handler'
import { clusterStatus } from '../../cloud/simulation/lifecycle/cluster/cluster'
import { isNormal } from '../../cloud/simulation/lifecycle/cluster/node'
import { taskStatus } from '../../cloud/simulation/lifecycle/cluster/task'
import { podView } from '../../cloud/simulation/lifecycle/pod/view'
import { serviceView } from '../../cloud/simulation/lifecycle/service/view'
import type { LifecycleName } from '../../cloud/simulation/lifecycle/tables/lifecycles'
import type { Node } from '../../cloud/simulation/world/resources'
import type { Pod, Service } from '../../cloud/simulation/world/serviceResources'

/** States of all resources by kind and ID, with the names of the lifecycle tables. */
export type StatesById = ReadonlyMap<string, string>

function nodeState(node: Node, now: number): string {
  if (node.deletionEndsAt !== undefined) return 'Leaving'
  if (now < node.readyAt) return 'Joining'
  return isNormal(node, now) ? 'Normal' : 'Abnormal'
}

/** The state of an instance's first container; instances have only one container in these tests. */
function instanceState({ world, now }: Context, pod: Pod): string {
  const node = pod.assignment && world.get('node', pod.assignment.nodeId)
  return podView(pod, now, node).states[0]?.englishReason ?? ''
}

function serviceState({ world, now }: Context, service: Service): string {
  return service.deletionEndsAt === undefined ? serviceView(world, service, now).status : 'Deleting'
}

/** The states of all resources with a lifecycle at the context's time. */
export function statesOf(context: Context): StatesById {
  const { world, now } = context
  const all = new Map<string, string>()
  const put = (kind: LifecycleName, id: string, state: string) => all.set(`${kind} ${id}`, state)
  for (const item of world.all('cluster')) put('cluster', item.id, clusterStatus(world, item, now))
  for (const item of world.all('node')) put('node', item.id, nodeState(item, now))
  for (const item of world.all('namespace')) {
    put('namespace', item.id, item.deletionEndsAt === undefined ? 'Active' : 'Terminating')
  }
  for (const item of world.all('service')) {
    const { lb } = item.access
    put('service', item.id, serviceState(context, item))
    if (lb) put('loadBalancer', lb.id, now < lb.readyAt ? 'Creating' : 'Running')
  }
  for (const item of world.all('pod')) put('instance', item.id, instanceState(context, item))
  for (const item of world.all('task')) {
    put('task', item.id, taskStatus(context, item.number) ?? '')
  }
  return all
}
