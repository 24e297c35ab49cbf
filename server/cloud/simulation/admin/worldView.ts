import { beijingTime } from '../../beijingTime'
import { clusterInfo } from '../lifecycle/cluster/cluster'
import { isNormal } from '../lifecycle/cluster/node'
import { podViews, serviceView } from '../lifecycle/service/view'
import { clockOffset } from '../world/clock'
import type { Cluster } from '../world/resources'
import type { Service } from '../world/serviceResources'
import { type AdminContext, AdminRefusal } from './action'

function clusterSummary({ world, now }: AdminContext, cluster: Cluster) {
  const { clusterId, clusterName, region, status, nodeNum, nodeStatus } = clusterInfo(
    world,
    cluster,
    now,
  )
  const serviceNum = world.ownedBy('service', cluster.id).length
  return { clusterId, clusterName, region, status, nodeNum, nodeStatus, serviceNum }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

/** Overview of the simulated world: its time and its clusters. */
export function worldView(context: AdminContext) {
  const { world, now, speed } = context
  return {
    time: beijingTime(now),
    secondsAhead: clockOffset(world) / 1000,
    speed,
    clusters: world
      .all('cluster')
      .sort(byId)
      .map((item) => clusterSummary(context, item)),
  }
}

function serviceSummary({ world, now }: AdminContext, service: Service) {
  const { namespace, serviceName, status } = serviceView(world, service, now)
  const instances = podViews(world, service, now).map(({ view }) => {
    const { name, status, reason, nodeIp, restartCount, containers } = view.instance
    return { name, status, reason, nodeIp, restartCount, containers: containers.map((c) => c.name) }
  })
  return { namespace, serviceName, status, instances }
}

/** A cluster with all of its nodes and instances, into which faults can be injected. */
export function clusterView(context: AdminContext, clusterId: string) {
  const { world, now } = context
  const cluster = world.get('cluster', clusterId)
  if (!cluster) throw new AdminRefusal(404, `cluster ${clusterId} does not exist`)
  return {
    time: beijingTime(now),
    ...clusterSummary(context, cluster),
    nodes: world
      .ownedBy('node', clusterId)
      .sort(byId)
      .map((node) => ({
        instanceId: node.id,
        lanIp: node.facts.lanIp,
        isNormal: isNormal(node, now),
        ...(node.fault && { abnormalReason: node.fault.reason }),
      })),
    services: world
      .ownedBy('service', clusterId)
      .sort(byId)
      .map((service) => serviceSummary(context, service)),
  }
}
