import { clusterInfo } from '../lifecycle/cluster/cluster'
import { isNormal } from '../lifecycle/cluster/node'
import { podViews, serviceView } from '../lifecycle/service/view'
import { aheadOf } from '../world/clock'
import type { Cluster, Service } from '../world/resources'
import { beijing } from '../world/time'
import { type AdminContext, AdminRefusal } from './action'

function clusterLine({ world, now }: AdminContext, cluster: Cluster) {
  const { clusterId, clusterName, region, status, nodeNum, nodeStatus } = clusterInfo(
    world,
    cluster,
    now,
  )
  const serviceNum = world.of('service', cluster.id).length
  return { clusterId, clusterName, region, status, nodeNum, nodeStatus, serviceNum }
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)

/** Overview of the world: its time and its clusters. */
export function worldView(context: AdminContext) {
  const { world, now, speed } = context
  return {
    time: beijing(now),
    secondsAhead: aheadOf(world) / 1000,
    speed,
    clusters: world
      .all('cluster')
      .sort(byId)
      .map((one) => clusterLine(context, one)),
  }
}

function serviceLine({ world, now }: AdminContext, service: Service) {
  const { namespace, serviceName, status } = serviceView(world, service, now)
  const instances = podViews(world, service, now).map(({ view }) => {
    const { name, status, reason, nodeIp, restartCount, containers } = view.instance
    return { name, status, reason, nodeIp, restartCount, containers: containers.map((c) => c.name) }
  })
  return { namespace, serviceName, status, instances }
}

/** A cluster with every node and instance that can be made to fail. */
export function clusterView(context: AdminContext, clusterId: string) {
  const { world, now } = context
  const cluster = world.get('cluster', clusterId)
  if (!cluster) throw new AdminRefusal(404, `cluster ${clusterId} does not exist`)
  return {
    time: beijing(now),
    ...clusterLine(context, cluster),
    nodes: world
      .of('node', clusterId)
      .sort(byId)
      .map((node) => ({
        instanceId: node.id,
        lanIp: node.facts.lanIp,
        isNormal: isNormal(node, now),
        ...(node.trouble && { abnormalReason: node.trouble.reason }),
      })),
    services: world
      .of('service', clusterId)
      .sort(byId)
      .map((one) => serviceLine(context, one)),
  }
}
