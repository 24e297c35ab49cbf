import { filled } from '../../../api/client/filled'
import type { RequestOf } from '../../../contract/action'
import type {
  AddClusterInstances,
  CreateCluster,
} from '../../../contract/actions/clusters/clusters'
import { coresOf, memoriesOf } from '../../../contract/actions/clusters/machineSizes'

/** An input for a number holds '' while it is empty. */
type NumberField = number | ''

/** How to log in to machines: a password of one's own, a key pair, or one that the cloud makes up. */
export const credentials = ['password', 'key', 'generated'] as const

export interface AccessValues {
  credential: (typeof credentials)[number]
  password: string
  keyId: string
}

/** What the inputs for new machines hold; paths are those of the request. */
export interface MachineValues extends AccessValues {
  zoneId: string
  subnetId: string
  instanceType: NonNullable<RequestOf<typeof AddClusterInstances>['instanceType']>
  cpu: NumberField
  mem: NumberField
  goodsNum: NumberField
  cvmType: 'PayByHour' | 'PayByMonth'
  period: NumberField
  bandwidthType: 'PayByHour' | 'PayByMonth' | 'PayByTraffic'
  bandwidth: NumberField
  wanIp: boolean
  isVpcGateway: boolean
  rootSize: NumberField
  storageSize: NumberField
  sgId: string
}

export interface ClusterValues extends MachineValues {
  clusterName: string
  clusterDesc: string
  osName: RequestOf<typeof CreateCluster>['osName']
  vpcId: string
  clusterCIDR: string
  ignoreClusterCIDRConflict: boolean
}

export const initialAccess: AccessValues = { credential: 'password', password: '', keyId: '' }

export const initialMachines: MachineValues = {
  ...initialAccess,
  zoneId: '',
  subnetId: '',
  instanceType: 'CVM.S2',
  cpu: 2,
  mem: 4,
  goodsNum: 1,
  cvmType: 'PayByHour',
  period: 1,
  bandwidthType: 'PayByTraffic',
  bandwidth: 0,
  wanIp: true,
  isVpcGateway: false,
  rootSize: 50,
  storageSize: 0,
  sgId: '',
}

export const initialCluster: ClusterValues = {
  ...initialMachines,
  clusterName: '',
  clusterDesc: '',
  osName: 'ubuntu16.04.1 LTSx86_64',
  vpcId: '',
  clusterCIDR: '',
  ignoreClusterCIDRConflict: false,
}

/** The parameters for logging in: at most one of them, or the request would be refused. */
export const accessOf = ({ credential, password, keyId }: AccessValues) => ({
  ...(credential === 'password' && { password }),
  ...(credential === 'key' && { keyId }),
})

/** A public address needs bandwidth, and a gateway a public address. */
export const hasAddress = ({ bandwidth, wanIp }: MachineValues) => Number(bandwidth) > 0 && wanIp

/** The parameters of machines; what an input leaves empty is left out. */
export function machinesOf(values: MachineValues) {
  const { zoneId, subnetId, instanceType, cpu, mem, goodsNum, cvmType, period } = values
  const { bandwidthType, bandwidth, rootSize, storageSize, sgId } = values
  const isGateway = values.isVpcGateway && hasAddress(values)
  const wanIp = values.wanIp ? (1 as const) : (0 as const)
  return {
    ...filled({ zoneId, subnetId, instanceType, cpu, mem, goodsNum }),
    cvmType,
    ...filled({ bandwidthType, bandwidth, rootSize, storageSize }),
    isVpcGateway: isGateway ? (1 as const) : (0 as const),
    ...(Number(bandwidth) > 0 && { wanIp }),
    ...(cvmType === 'PayByMonth' && filled({ period })),
    ...accessOf(values),
    ...(sgId && { sgId }),
  }
}

export function clusterOf(values: ClusterValues): RequestOf<typeof CreateCluster> {
  const { clusterName, clusterDesc, osName, vpcId, clusterCIDR } = values
  return {
    ...filled({ clusterName, osName, vpcId, clusterCIDR }),
    ...(clusterDesc && { clusterDesc }),
    ...(values.ignoreClusterCIDRConflict && { ignoreClusterCIDRConflict: 1 }),
    ...machinesOf(values),
  }
}

/** The nearest size on sale when family or cores have been changed. */
export function sizeLike({
  instanceType,
  cpu,
  mem,
}: Pick<MachineValues, 'instanceType' | 'cpu' | 'mem'>) {
  const cores = coresOf(instanceType)
  const nearestCpu = cores.includes(Number(cpu)) ? Number(cpu) : (cores[0] ?? 1)
  const memories = memoriesOf(instanceType, nearestCpu)
  const nearestMem = memories.includes(Number(mem)) ? Number(mem) : (memories[0] ?? 1)
  return { cpu: nearestCpu, mem: nearestMem }
}

/** Ways to pay for bandwidth that go with a way to pay for machines. */
export const bandwidthTypesOf = (cvmType: MachineValues['cvmType']) =>
  [cvmType, 'PayByTraffic'] as const
