import type { ResponseOf } from '../../../../src/contract/action'
import type * as contract from '../../../../src/contract/actions/lookups/network'
import { parseCidr, sizeOf } from '../../../../src/contract/rules/cidr'
import type { Region } from '../../../../src/contract/rules/regions'
import { beijingTime } from '../../beijingTime'
import type { Handlers } from '../handler'
import { networkOf, type Subnet, type Vpc } from '../seed/network'
import { zonesOf } from '../seed/zones'

type VpcInfo = ResponseOf<typeof contract.DescribeVpcEx>['data'][number]

/** Old form of a VPC ID, e.g. `gz_vpc_245`. Parameters accept it too. */
const oldVpcId = (region: Region, vpc: Vpc) => `${region.short}_vpc_${vpc.number}`
const oldSubnetId = (region: Region, subnet: Subnet) => `${region.short}_subnet_${subnet.number}`

/** Number of addresses that the network reserves in each subnet. */
const reservedAddressCount = 3

function vpcInfo(region: Region, vpc: Vpc): VpcInfo {
  const { subnets } = networkOf(region.long)
  return {
    vpcId: oldVpcId(region, vpc),
    unVpcId: vpc.unVpcId,
    vpcName: vpc.name,
    cidrBlock: vpc.cidr,
    subnetNum: subnets.filter((subnet) => subnet.vpc === vpc).length,
    isDefault: vpc.isDefault,
    createTime: beijingTime(vpc.createdAt),
  }
}

/** Sorts rows by one field; the sort is stable. */
const sortRows = <T>(
  rows: readonly T[],
  fieldOf: (row: T) => string,
  direction: 'asc' | 'desc',
): T[] =>
  rows.toSorted(
    (a, b) =>
      (fieldOf(a) < fieldOf(b) ? -1 : fieldOf(a) > fieldOf(b) ? 1 : 0) *
      (direction === 'asc' ? 1 : -1),
  )

export const lookupsNetwork: Handlers<typeof contract> = {
  DescribeZones: (_params, { region }) => {
    const zones = zonesOf(region.long)
    return {
      totalCount: zones.length,
      zoneSet: zones.map(({ id, zone, name }) => ({
        zone,
        zoneName: name,
        zoneId: String(id),
        zoneState: 'AVAILABLE',
      })),
    }
  },

  DescribeVpcEx: (params, { region }) => {
    const { vpcId, vpcName = '', orderField, orderDirection, offset, limit } = params
    const matches = networkOf(region.long)
      .vpcs.map((vpc) => vpcInfo(region, vpc))
      .filter((vpc) => !vpcId || [vpc.vpcId, vpc.unVpcId].includes(vpcId))
      .filter((vpc) => vpc.vpcName.includes(vpcName))
    const rows = sortRows(matches, (vpc) => vpc[orderField], orderDirection)
    return { totalCount: rows.length, data: rows.slice(offset, offset + limit) }
  },

  DescribeSubnetEx: (params, { world, region }) => {
    const { vpcId, subnetId, subnetName = '', zoneIds, offset, limit } = params
    const machines = world.all('machine')
    const found = networkOf(region.long)
      .subnets.map((subnet) => {
        const size = sizeOf(parseCidr(subnet.cidr)) - reservedAddressCount
        const usedAddresses = machines.filter(
          (machine) => machine.unSubnetId === subnet.unSubnetId,
        ).length
        return {
          vpcId: oldVpcId(region, subnet.vpc),
          unVpcId: subnet.vpc.unVpcId,
          vpcName: subnet.vpc.name,
          vpcCidrBlock: subnet.vpc.cidr,
          subnetId: oldSubnetId(region, subnet),
          unSubnetId: subnet.unSubnetId,
          subnetName: subnet.name,
          cidrBlock: subnet.cidr,
          zoneId: subnet.zone.id,
          zone: subnet.zone.zone,
          totalIPNum: size,
          availableIPNum: size - usedAddresses,
          isDefault: subnet.vpc.isDefault,
          subnetCreateTime: beijingTime(subnet.createdAt),
        }
      })
      .filter((subnet) => !vpcId || [subnet.vpcId, subnet.unVpcId].includes(vpcId))
      .filter((subnet) => !subnetId || [subnet.subnetId, subnet.unSubnetId].includes(subnetId))
      .filter((subnet) => subnet.subnetName.includes(subnetName))
      .filter(
        (subnet) =>
          !zoneIds || zoneIds.some((zone) => [String(subnet.zoneId), subnet.zone].includes(zone)),
      )
    const field = params.orderField === 'createTime' ? 'subnetCreateTime' : params.orderField
    const rows = sortRows(found, (subnet) => subnet[field], params.orderDirection)
    return { totalCount: rows.length, data: rows.slice(offset, offset + limit) }
  },

  DescribeSecurityGroupEx: (params, { region }) => {
    const { projectId, sgId, sgName = '', offset = 0, offsetLine, limit } = params
    const matches = networkOf(region.long)
      .securityGroups.filter((group) => !sgId || group.sgId === sgId)
      .filter((group) => group.name.includes(sgName) && (projectId ?? 0) === 0)
    const firstRow = offsetLine ?? offset * limit
    return {
      totalNum: matches.length,
      detail: matches.slice(firstRow, firstRow + limit).map((group) => ({
        sgId: group.sgId,
        sgName: group.name,
        sgRemark: group.remark,
        createTime: beijingTime(group.createdAt),
        projectId: 0,
      })),
    }
  },
}
