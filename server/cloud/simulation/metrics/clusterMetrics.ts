import { serviceKey, type World } from '../world/world'
import { type Host, hostsOf } from './resources/host'
import { allPodsOf, lifetimesOf, type PodLifetime } from './resources/lifetime'

/** A service with the lifetimes of its pods. */
export interface ServiceLifetimes {
  serviceId: string
  lifetimes: PodLifetime[]
}

/** The nodes and services of a cluster, including removed ones whose metrics are retained. */
export class ClusterMetrics {
  readonly hosts: readonly Host[]

  constructor(
    private readonly world: World,
    private readonly clusterId: string,
  ) {
    this.hosts = hostsOf(world, clusterId)
  }

  serviceLifetimes(namespace: string, service: string): ServiceLifetimes {
    const { world, clusterId } = this
    return {
      serviceId: serviceKey(clusterId, namespace, service),
      lifetimes: lifetimesOf(allPodsOf(world, { clusterId, namespace, service }), this.hosts),
    }
  }

  /** The pod lifetimes of every service that exists or whose metrics are retained. */
  allServiceLifetimes(): ServiceLifetimes[] {
    const { world, clusterId } = this
    const names = new Map<string, readonly [namespace: string, service: string]>()
    for (const { id, namespace, name } of world.ownedBy('service', clusterId)) {
      names.set(id, [namespace, name])
    }
    for (const { namespace, service } of world.ownedBy('deletedPod', clusterId)) {
      names.set(serviceKey(clusterId, namespace, service), [namespace, service])
    }
    return [...names.values()].map(([namespace, service]) =>
      this.serviceLifetimes(namespace, service),
    )
  }
}
