import { serviceKey, type World } from '../world/world'
import { type Host, hostsOf } from './resources/host'
import { type Life, livesOf, podsEver } from './resources/life'

/** A service with the lifetimes of its instances. */
export interface Cast {
  serviceId: string
  lives: Life[]
}

/** A cluster for metrics: its current and removed nodes and services. */
export class Scene {
  readonly hosts: readonly Host[]

  constructor(
    private readonly world: World,
    private readonly clusterId: string,
  ) {
    this.hosts = hostsOf(world, clusterId)
  }

  cast(namespace: string, service: string): Cast {
    const { world, clusterId } = this
    return {
      serviceId: serviceKey(clusterId, namespace, service),
      lives: livesOf(podsEver(world, { clusterId, namespace, service }), this.hosts),
    }
  }

  /** Every current or retained service. */
  casts(): Cast[] {
    const { world, clusterId } = this
    const names = new Map<string, readonly [namespace: string, service: string]>()
    for (const { id, namespace, name } of world.of('service', clusterId)) {
      names.set(id, [namespace, name])
    }
    for (const { namespace, service } of world.of('pastPod', clusterId)) {
      names.set(serviceKey(clusterId, namespace, service), [namespace, service])
    }
    return [...names.values()].map(([namespace, service]) => this.cast(namespace, service))
  }
}
