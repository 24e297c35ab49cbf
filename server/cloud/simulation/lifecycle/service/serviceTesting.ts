import * as z from 'zod/mini'
import type { DecodedOf } from '../../../../../src/contract/action'
import * as instancesContract from '../../../../../src/contract/actions/services/instances'
import * as servicesContract from '../../../../../src/contract/actions/services/services'
import { flatten } from '../../../../wire/flatten'
import { advance } from '../../advance'
import { instances } from '../../areas/services/instances'
import { services } from '../../areas/services/services'
import { checkConditions } from '../../conditions'
import type { Context } from '../../handler'
import { seededRandom } from '../../world/hash'
import type { Cluster, Node } from '../../world/resources'
import type { Pod, Service } from '../../world/serviceResources'
import { World } from '../../world/world'
import { newNamespace } from '../cluster/namespace'
import { podsOf } from '../pod/pod'

/** 2017-06-07 15:00:00 in Beijing. */
export const benchStart = Date.UTC(2017, 5, 7, 7)
export const clusterId = 'cls-00000001'

const cluster: Cluster = {
  id: clusterId,
  region: 'ap-guangzhou',
  name: 'test',
  description: '',
  cidr: '172.16.0.0/16',
  unVpcId: 'vpc-1',
  os: 'centos7.2x86_64',
  k8sVersion: '1.7.8',
  projectId: 0,
  createdAt: benchStart - 1000,
  updatedAt: benchStart - 1000,
  readyAt: benchStart - 1000,
}

/** The node of the test cluster with this index; it has 4 cores and 8 GB. */
export const testNode = (index: number, overrides: Partial<Node> = {}): Node => ({
  id: `ins-0000000${index}`,
  clusterId,
  facts: {
    instanceId: `ins-0000000${index}`,
    instanceName: `node-${index}`,
    instanceType: 'CVM.S2',
    kernelVersion: '4.4.0',
    podCidr: `172.16.${index}.0/24`,
    cpu: 4,
    mem: 8,
    wanIp: '',
    lanIp: `10.0.0.${index}`,
    osImage: 'Ubuntu 16.04.1 LTS',
    cvmPayMode: 2,
    networkPayMode: 2,
    instanceDeadlineTime: '0000-00-00 00:00:00',
    zoneId: 100003,
    zone: 'ap-guangzhou-3',
  },
  labels: {},
  unschedulable: false,
  createdAt: benchStart - 1000,
  readyAt: benchStart - 1000,
  ...overrides,
})

type Change = DecodedOf<typeof servicesContract.ModifyClusterService>
type Spec = DecodedOf<typeof servicesContract.CreateClusterService>

/** Decoded parameters for a service `web` with one nginx container. */
export const createParams = (overrides: Partial<Spec> = {}): Spec => ({
  clusterId,
  serviceName: 'web',
  namespace: 'default',
  replicas: 3,
  accessType: 'ClusterIP',
  containers: [{ containerName: 'nginx', image: 'nginx:1.10' }],
  ...overrides,
})

export const modifyParams = (overrides: Partial<Change> = {}): Change => ({
  ...createParams(),
  strategy: 'RollingUpdate',
  ...overrides,
})

/**
 * JSON with sorted keys. Parsing a response drops fields that the contract does not have, so the
 * texts differ if a handler returns such a field.
 */
const canonical = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/**
 * Test simulation: a cluster of three nodes with the namespaces `default` and `prod`, a manual
 * clock, and the service handlers.
 */
export class Bench {
  readonly context: Context
  readonly web = { clusterId, namespace: 'default', serviceName: 'web' }

  constructor(nodes: readonly Node[] = [1, 2, 3].map((index) => testNode(index)), speed = 1) {
    const world = new World()
    world.put('cluster', cluster)
    for (const name of ['default', 'prod']) {
      world.put('namespace', newNamespace(clusterId, name, '', benchStart - 1000))
    }
    for (const node of nodes) world.put('node', node)
    this.context = {
      world,
      now: benchStart,
      speed,
      random: seededRandom('bench'),
      region: { id: 1, short: 'gz', long: 'ap-guangzhou' },
    }
  }

  get world(): World {
    return this.context.world
  }

  advanceBy(ms: number): void {
    this.context.now += ms
    advance(this.context, this.context.now)
  }

  /** Simulates a restart with a store that returns the documents in another order. */
  restart(): void {
    const kinds = [
      'cluster',
      'namespace',
      'node',
      'service',
      'pod',
      'serviceEvent',
      'deletedPod',
      'deletedNode',
      'registryNamespace',
      'repository',
      'tag',
      'trigger',
      'triggerLog',
    ] as const
    const documents = kinds.flatMap((kind) =>
      this.world
        .all(kind)
        .map((resource) => ({ kind, id: resource.id, json: JSON.stringify(resource) })),
    )
    this.context.world = new World(documents.toReversed())
  }

  /**
   * Calls an action, validates the response strictly against the contract, and advances the world.
   */
  call<N extends keyof typeof handlers>(
    action: N,
    params: Parameters<(typeof handlers)[N]>[0],
  ): ReturnType<(typeof handlers)[N]> {
    const handler = handlers[action] as (
      params: Parameters<(typeof handlers)[N]>[0],
      context: Context,
    ) => ReturnType<(typeof handlers)[N]>
    advance(this.context, this.context.now)
    checkConditions(action, flatten(params), this.context)
    const answer = handler(params, this.context)
    const wire: unknown = JSON.parse(JSON.stringify(answer))
    const parsed = z.parse(contract[action].response, wire)
    if (canonical(parsed) !== canonical(wire))
      throw new Error(`${action} returned unexpected fields: ${canonical(wire)}`)
    advance(this.context, this.context.now)
    return answer
  }

  service(name = 'web', namespace = 'default'): Service {
    const service = this.world.get('service', `${clusterId}/${namespace}/${name}`)
    if (!service) throw new Error(`there is no service ${name}`)
    return service
  }

  pods(name = 'web'): Pod[] {
    return podsOf(this.world, this.service(name))
  }

  /** The service in the form that DescribeClusterServiceInfo returns. */
  info(serviceName = 'web') {
    return this.call('DescribeClusterServiceInfo', { ...this.web, serviceName }).service
  }

  /** The instances in the form that DescribeServiceInstance returns. */
  instances(serviceName = 'web') {
    return this.call('DescribeServiceInstance', {
      ...this.web,
      serviceName,
      offset: 0,
      limit: 100,
    }).instances
  }

  /** The events in the form that DescribeServiceEvent returns. */
  events(serviceName = 'web') {
    return this.call('DescribeServiceEvent', { ...this.web, serviceName }).eventList
  }
}

const handlers = { ...services, ...instances }
const contract = { ...servicesContract, ...instancesContract }
