import type { Context } from '../../cloud/handler'
import { clusterStatus } from '../../cloud/lifecycle/cluster'
import { isNormal } from '../../cloud/lifecycle/node'
import { podView } from '../../cloud/lifecycle/podView'
import { serviceView } from '../../cloud/lifecycle/serviceView'
import type { LifecycleName } from '../../cloud/lifecycle/tables/lifecycles'
import { taskStatus } from '../../cloud/lifecycle/task'
import type { Node, Pod, Service } from '../../cloud/things'

/** Where each thing stands, in the words of the tables, by its kind and id. */
export type Standing = ReadonlyMap<string, string>

function nodeState(node: Node, now: number): string {
  if (node.goneAt !== undefined) return 'Leaving'
  if (now < node.readyAt) return 'Joining'
  return isNormal(node, now) ? 'Normal' : 'Abnormal'
}

/** The state of an instance's first container: with one container, that of the instance. */
function instanceState({ world, now }: Context, pod: Pod): string {
  const node = pod.placed && world.get('node', pod.placed.nodeId)
  return podView(pod, now, node).states[0]?.english ?? ''
}

function serviceState({ world, now }: Context, service: Service): string {
  return service.goneAt === undefined ? serviceView(world, service, now).status : 'Deleting'
}

/** All things that have a lifecycle, as they stand at the context's moment. */
export function standing(context: Context): Standing {
  const { world, now } = context
  const all = new Map<string, string>()
  const put = (kind: LifecycleName, id: string, state: string) => all.set(`${kind} ${id}`, state)
  for (const one of world.all('cluster')) put('cluster', one.id, clusterStatus(world, one, now))
  for (const one of world.all('node')) put('node', one.id, nodeState(one, now))
  for (const one of world.all('namespace')) {
    put('namespace', one.id, one.goneAt === undefined ? 'Active' : 'Terminating')
  }
  for (const one of world.all('service')) {
    const { lb } = one.access
    put('service', one.id, serviceState(context, one))
    if (lb) put('loadBalancer', lb.id, now < lb.readyAt ? 'Creating' : 'Running')
  }
  for (const one of world.all('pod')) put('instance', one.id, instanceState(context, one))
  for (const one of world.all('task')) {
    put('task', one.id, taskStatus(context, one.number) ?? '')
  }
  return all
}
