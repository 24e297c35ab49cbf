import { serviceKey, type World } from '../world/world'
import { type Host, hostsOf } from './resources/host'
import { type Life, livesOf, podsEver } from './resources/life'

/** A service with what its instances have lived through. */
export interface Cast {
  serviceId: string
  lives: Life[]
}

/** One cluster, as measuring sees it: its nodes and services, with those that have gone. */
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

  /** Every service that there is and has been. */
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
