import { cidrOf, parseCidr } from '../../../../src/contract/rules/cidr'
import { builtInNamespaces } from '../../../../src/contract/rules/preconditions'
import { buyMachine, osImages } from '../lifecycle/cluster/machine'
import { newNamespace } from '../lifecycle/cluster/namespace'
import { joinCluster } from '../lifecycle/cluster/node'
import { accessFor } from '../lifecycle/service/access'
import { newService } from '../lifecycle/service/service'
import { seededRandom } from '../world/hash'
import { randomId } from '../world/ids'
import type { Cluster } from '../world/resources'
import type { Service } from '../world/serviceResources'
import type { World } from '../world/world'
import { networkOf } from './network'
import type { ClusterSpec, ServiceSpec } from './specs'

const minute = 60_000

/** Seeded IDs are derived from names, so that URLs that contain an ID stay valid after a reset. */
const seeded = (...names: string[]) => seededRandom(['seed', ...names].join(' '))

/** Adds a cluster with its nodes and namespaces to the world, created at time `at`. */
export function buildCluster(world: World, spec: ClusterSpec, at: number): Cluster {
  const random = seeded(spec.region, spec.name)
  const { vpcs, subnets } = networkOf(spec.region)
  const vpc = vpcs.find((candidate) => candidate.name === spec.vpc)
  const inVpc = subnets.filter((subnet) => subnet.vpc === vpc)
  if (!vpc || inVpc.length === 0) throw new Error(`${spec.region} has no VPC ${spec.vpc}`)
  const cluster: Cluster = {
    id: randomId('cls', random),
    region: spec.region,
    name: spec.name,
    description: spec.description,
    cidr: cidrOf(parseCidr(spec.cidr)),
    unVpcId: vpc.unVpcId,
    os: spec.os,
    k8sVersion: spec.k8sVersion,
    projectId: 0,
    createdAt: at,
    updatedAt: at + 3 * minute,
    readyAt: at + 3 * minute,
  }
  world.put('cluster', cluster)
  for (const name of builtInNamespaces)
    world.put('namespace', newNamespace(cluster.id, name, '', at))
  let number = 0
  for (const nodes of spec.nodes) {
    for (let index = 0; index < nodes.count; index += 1) {
      const subnet = inVpc[number % inVpc.length]
      if (!subnet) continue
      number += 1
      const machine = buyMachine(
        world,
        {
          cpu: nodes.cpu,
          mem: nodes.mem,
          instanceType: nodes.type,
          cvmType: nodes.prepaid ? 'PayByMonth' : 'PayByHour',
          bandwidthType: 'PayByTraffic',
          bandwidth: nodes.bandwidth ?? 0,
          rootSize: 50,
          storageSize: 100,
          ...(nodes.prepaid && { period: 12 }),
        },
        {
          region: spec.region,
          name: `${cluster.id}_node${number}`,
          subnet,
          osImage: osImages[spec.os].osImage,
          at,
          random,
        },
      )
      const node = joinCluster(world, cluster, machine, { at, readyAt: at + 2 * minute })
      world.put('node', { ...node, labels: nodes.labels ?? {} })
    }
  }
  return cluster
}

/** Adds a service to the world, created at time `at`; its pods are created when time advances. */
export function buildService(
  world: World,
  cluster: Cluster,
  spec: ServiceSpec,
  { at, speed }: { at: number; speed: number },
): Service {
  const random = seeded(cluster.id, spec.namespace, spec.name)
  const subnet = networkOf(cluster.region).subnets.find(
    (candidate) => candidate.vpc.unVpcId === cluster.unVpcId,
  )
  const request = {
    namespace: spec.namespace,
    serviceName: spec.name,
    accessType: spec.access ?? 'ClusterIP',
    portMappings: spec.ports?.map(([lbPort, containerPort]) => ({
      lbPort,
      containerPort,
      protocol: lbPort === 53 ? ('UDP' as const) : ('TCP' as const),
    })),
    subnetId: spec.access === 'SvcLBTypeInner' ? subnet?.unSubnetId : undefined,
  }
  const from = spec.updated?.from
  const containers = spec.containers.map((container, index) =>
    from === undefined || index > 0
      ? container
      : {
          ...container,
          image: `${container.image.slice(0, container.image.lastIndexOf(':'))}:${from}`,
        },
  )
  const service = newService({
    clusterId: cluster.id,
    namespace: spec.namespace,
    name: spec.name,
    description: spec.description ?? '',
    replicas: spec.replicas,
    createdAt: at,
    access: accessFor(cluster, request, { world, now: at, random, speed }),
    template: { containers, volumes: spec.volumes },
  })
  world.put('service', service)
  return service
}
