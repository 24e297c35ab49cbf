import type { Region } from '../../../../src/contract/rules/regions'
import type { Handlers } from '../../backend'
import { beijingTime } from '../../beijingTime'

/**
 * IDs of the only VPC, subnet, security group and key that look-ups return. Kubernetes has none of
 * them, but old scripts look them up before they create something.
 */
export interface PseudoNetwork {
  vpcId?: string | undefined
  subnetId?: string | undefined
  securityGroupId?: string | undefined
  keyId?: string | undefined
}

export const pseudoIds = (network: PseudoNetwork = {}) => ({
  vpcId: network.vpcId ?? 'vpc-kubernet',
  subnetId: network.subnetId ?? 'subnet-kubernet',
  securityGroupId: network.securityGroupId ?? 'sg-kubernet',
  keyId: network.keyId ?? 'skey-kubernet',
})

const entryName = 'kubernetes'
const createdAt = beijingTime(0)

/** Old forms of the IDs, which parameters accept too. */
const oldVpcId = ({ short }: Region) => `${short}_vpc_1`
const oldSubnetId = ({ short }: Region) => `${short}_subnet_1`

/** A list with the row, or an empty list if the row does not match the request. */
const listOf = <T>(row: T, isMatch: boolean, first: number, limit: number) => ({
  total: isMatch ? 1 : 0,
  rows: isMatch ? [row].slice(first, first + limit) : [],
})

/** Look-ups of networks and keys, which answer with one entry each. */
export function networkLookups(network: PseudoNetwork | undefined) {
  const ids = pseudoIds(network)
  const isVpc = (id: string | undefined, region: Region) =>
    !id || id === ids.vpcId || id === oldVpcId(region)

  return {
    DescribeVpcEx: async ({ vpcId, vpcName = '', offset, limit }, { region }) => {
      const vpc = {
        vpcId: oldVpcId(region),
        unVpcId: ids.vpcId,
        vpcName: entryName,
        cidrBlock: '',
        subnetNum: 1,
        isDefault: true,
        createTime: createdAt,
      }
      const isMatch = isVpc(vpcId, region) && entryName.includes(vpcName)
      const { total, rows } = listOf(vpc, isMatch, offset, limit)
      return { totalCount: total, data: rows }
    },

    DescribeSubnetEx: async (params, { region }) => {
      const { vpcId, subnetId, subnetName = '', zoneIds, offset, limit } = params
      const subnet = {
        vpcId: oldVpcId(region),
        unVpcId: ids.vpcId,
        vpcName: entryName,
        subnetId: oldSubnetId(region),
        unSubnetId: ids.subnetId,
        subnetName: entryName,
        cidrBlock: '',
        zoneId: 0,
        zone: '',
        availableIPNum: 0,
        isDefault: true,
        subnetCreateTime: createdAt,
      }
      const isSubnet = !subnetId || [ids.subnetId, oldSubnetId(region)].includes(subnetId)
      const isMatch = isVpc(vpcId, region) && isSubnet && entryName.includes(subnetName) && !zoneIds
      const { total, rows } = listOf(subnet, isMatch, offset, limit)
      return { totalCount: total, data: rows }
    },

    DescribeSecurityGroupEx: async (params) => {
      const { projectId = 0, sgId, sgName = '', offset = 0, offsetLine, limit } = params
      const group = {
        sgId: ids.securityGroupId,
        sgName: entryName,
        sgRemark: '',
        createTime: createdAt,
        projectId: 0,
      }
      const isGroup = !sgId || sgId === ids.securityGroupId
      const isMatch = isGroup && entryName.includes(sgName) && projectId === 0
      const { total, rows } = listOf(group, isMatch, offsetLine ?? offset * limit, limit)
      return { totalNum: total, detail: rows }
    },

    DescribeKeyPairs: async ({ keyIds, keyName = '', projectId = 0, offset, limit }) => {
      const key = { keyId: ids.keyId, keyName: entryName, status: 0, createTime: createdAt }
      const isKey = !keyIds || keyIds.includes(ids.keyId)
      const isMatch = isKey && entryName.includes(keyName) && projectId === 0
      const { total, rows } = listOf(key, isMatch, offset, limit)
      return { totalCount: total, sshSet: rows }
    },

    DescribeProject: async () => ({ data: [{ projectId: 0, projectName: '默认项目' }] }),
  } satisfies Handlers
}
