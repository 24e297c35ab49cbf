import type { RequestOf } from '../../../../src/contract/action'
import type { Actions } from '../../../../src/contract/index'
import { nodePortRange } from '../../../../src/contract/tables/limits'
import { expectFields, expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { clusterIdOf, containerName, create, ownNamespace, requireCreated } from './own'
import { images, infoOf } from './services'

type Creation = RequestOf<Actions['CreateClusterService']>
type Access = Pick<Creation, 'accessType' | 'portMappings' | 'subnetId'>

const portMappings: NonNullable<Access['portMappings']> = [
  { lbPort: 8080, containerPort: 80, protocol: 'TCP' },
  { lbPort: 8053, containerPort: 53, protocol: 'TCP' },
]

const serviceNameOf = ({ own }: Context) => `${own.name}-access`

/** A service without instances, since only its address matters. */
const paramsWith = (context: Context, access: Access) => ({
  ...ownNamespace(context),
  serviceName: serviceNameOf(context),
  replicas: 0,
  ...access,
  containers: [{ containerName, image: images[0] }],
})

const ownInfo = (context: Context) => infoOf(context, serviceNameOf(context))

async function changeAccess(context: Context, access: Access) {
  requireCreated(context, 'reachable service')
  const params = { ...paramsWith(context, access), strategy: 'RollingUpdate' as const }
  await context.api.ok('ModifyClusterService', params)
  return ownInfo(context)
}

const withoutBalancer = { lbStatus: 'None', lbId: '', externalIp: '', subnetId: '' }

/** Waits for the load balancer; throws a Difference if it lacks its ID or address then. */
async function expectBalancer(context: Context, accessType: string): Promise<void> {
  const first = await ownInfo(context)
  expectThat(first.accessType === accessType, `accessType ${accessType}`, first.accessType)
  expectThat(first.lbStatus !== 'None', 'lbStatus Creating or Running', first.lbStatus)
  const service = await context.api.until(
    'lbStatus Running',
    () => ownInfo(context),
    ({ lbStatus }) => lbStatus === 'Running',
  )
  expectThat(service.lbId !== '', 'an lbId', service.lbId)
  expectThat(service.externalIp !== '', 'an externalIp', service.externalIp)
  expectThat(service.serviceIp !== '', 'a serviceIp', service.serviceIp)
}

/** Node ports of the service, in the order of `portMappings`. */
async function nodePortsOf(context: Context): Promise<number[]> {
  const service = await ownInfo(context)
  return portMappings.map(({ lbPort, containerPort }) => {
    const mapping = service.portMappings.find((portMapping) => portMapping.lbPort === lbPort)
    expectThat(mapping?.containerPort === containerPort, `lbPort ${lbPort}`, service.portMappings)
    return mapping?.nodePort ?? 0
  })
}

/** Access types that cost nothing. */
export const accessChecks: readonly Check[] = [
  ...checksOf('CreateClusterService', {
    'accessType None gives no address': async (context) => {
      await create(context, 'reachable service', () =>
        context.api.ok('CreateClusterService', paramsWith(context, { accessType: 'None' })),
      )
      expectFields(await ownInfo(context), {
        accessType: 'None',
        serviceIp: '',
        portMappings: [],
        ...withoutBalancer,
      })
    },
  }),

  ...checksOf('ModifyClusterService', {
    'accessType ClusterIP gives a serviceIp, and None takes it away': async (context) => {
      const inCluster = await changeAccess(context, { accessType: 'ClusterIP', portMappings })
      expectThat(inCluster.serviceIp !== '', 'a serviceIp', inCluster.serviceIp)
      expectFields(inCluster, withoutBalancer)
      expectThat(inCluster.portMappings.length === 2, 'two ports', inCluster.portMappings)
      const unreachable = await changeAccess(context, { accessType: 'None' })
      expectFields(unreachable, { accessType: 'None', serviceIp: '', portMappings: [] })
    },
  }),
]

/** Access types with a load balancer, which costs money. */
export const balancerChecks: readonly Check[] = [
  ...checksOf('ModifyClusterService', {
    'a load balancer comes to run, and has an address': async (context) => {
      await changeAccess(context, { accessType: 'LoadBalancer', portMappings })
      await expectBalancer(context, 'LoadBalancer')
      const { services } = await context.api.ok('DescribeClusterService', ownNamespace(context))
      const row = services.find(({ serviceName }) => serviceName === serviceNameOf(context))
      const { lbId, externalIp } = await ownInfo(context)
      const expected = { accessType: 'LoadBalancer', lbStatus: 'Running', lbId, externalIp }
      expectFields(requirePresent(row, 'the service is not listed'), expected)
    },
    'allocates node ports that are left out, and keeps those that are sent': async (context) => {
      const accessType = 'LoadBalancer' as const
      await changeAccess(context, { accessType, portMappings })
      const allocated = await nodePortsOf(context)
      const { first, last } = nodePortRange
      const isAllocated = allocated.every((port) => port >= first && port <= last)
      expectThat(isAllocated, `node ports from ${first} to ${last}`, allocated)
      expectThat(new Set(allocated).size === 2, 'two node ports', allocated)
      const sent = portMappings.map((portMapping, index) => ({
        ...portMapping,
        nodePort: allocated[index] ?? 0,
      }))
      await changeAccess(context, { accessType, portMappings: sent })
      const kept = await nodePortsOf(context)
      expectThat(kept.join() === allocated.join(), allocated.join(), kept)
    },
    'another accessType removes the load balancer': async (context) => {
      const service = await changeAccess(context, { accessType: 'ClusterIP', portMappings })
      expectFields(service, withoutBalancer)
      expectThat(service.serviceIp !== '', 'a serviceIp', service.serviceIp)
    },
    'SvcLBTypeInner takes an address of the subnet': async (context) => {
      const { api } = context
      const clusterIds = [clusterIdOf(context)]
      const vpcId = (await api.ok('DescribeCluster', { clusterIds })).clusters[0]?.unVpcId
      const { data: subnets } = await api.ok('DescribeSubnetEx', {})
      const subnet = subnets.find((candidate) => !vpcId || candidate.unVpcId === vpcId)
      const { unSubnetId: subnetId } = requirePresent(subnet, 'the cluster has no subnet')
      await changeAccess(context, { accessType: 'SvcLBTypeInner', portMappings, subnetId })
      await expectBalancer(context, 'SvcLBTypeInner')
      const service = await ownInfo(context)
      expectThat(service.subnetId === subnetId, `subnetId ${subnetId}`, service.subnetId)
    },
  }),
]

export const accessDeletion: readonly Check[] = checksOf('DeleteClusterService', {
  'deletes a service with its address': async (context) => {
    requireCreated(context, 'reachable service')
    const params = { ...ownNamespace(context), serviceName: serviceNameOf(context) }
    await context.api.ok('DeleteClusterService', params)
    context.own.exists.delete('reachable service')
  },
})
