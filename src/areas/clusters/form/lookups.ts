import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { DescribeCluster } from '../../../contract/actions/clusters/clusters'
import { DescribeKeyPairs } from '../../../contract/actions/lookups/machines'
import {
  DescribeSecurityGroupEx,
  DescribeSubnetEx,
  DescribeVpcEx,
  DescribeZones,
} from '../../../contract/actions/lookups/network'
import type { Choice, Lookup } from '../../../ui/forms/LookupSelect'
import type { Neighbour } from './cidrCheck'

/** Exceeds the entries of any account; the lookups are paged. */
const limit = 100

interface LookupRead {
  isPending: boolean
  error: unknown
}

const lookupOf = (read: LookupRead, choices: readonly Choice[] | undefined): Lookup => ({
  choices: choices ?? [],
  isPending: read.isPending,
  error: choices ? undefined : read.error,
})

export function useZones(): Lookup {
  const { t } = useTranslation('clusterForms')
  const read = useRead(DescribeZones, {})
  return lookupOf(
    read,
    read.data?.zoneSet.map(({ zoneId, zoneName, zone, zoneState }) => ({
      value: zoneId,
      label: `${zoneName} (${zone})${zoneState === 'AVAILABLE' ? '' : ` · ${t('soldOut')}`}`,
      isDisabled: zoneState !== 'AVAILABLE',
    })),
  )
}

export function useVpcs() {
  const read = useRead(DescribeVpcEx, { limit })
  const vpcs = read.data?.data
  return {
    vpcs,
    lookup: lookupOf(
      read,
      vpcs?.map(({ unVpcId, vpcName, cidrBlock }) => ({
        value: unVpcId,
        label: `${vpcName} (${cidrBlock}, ${unVpcId})`,
      })),
    ),
  }
}

/** A VPC's subnets in a zone. */
export function useSubnets(vpcId: string, zoneId: string): Lookup {
  const { t } = useTranslation('clusterForms')
  // An endpoint without a VPC lookup has no subnet lookup, and partially typed IDs must not be
  // queried.
  const vpcs = useVpcs().lookup
  const read = useRead(
    DescribeSubnetEx,
    { vpcId, limit, ...(zoneId && { zoneIds: [zoneId] }) },
    { enabled: vpcId !== '' && !vpcs.error },
  )
  const choices = read.data?.data.map(({ unSubnetId, subnetName, cidrBlock, availableIPNum }) => ({
    value: unSubnetId,
    label: `${subnetName} (${cidrBlock}, ${t('free', { count: availableIPNum })})`,
    isDisabled: availableIPNum === 0,
  }))
  const isPending = read.isPending && vpcId !== '' && !vpcs.error
  return lookupOf({ isPending, error: vpcs.error ?? read.error }, choices)
}

export function useKeyPairs(): Lookup {
  const read = useRead(DescribeKeyPairs, { limit })
  return lookupOf(
    read,
    read.data?.sshSet.map(({ keyId, keyName }) => ({
      value: keyId,
      label: `${keyName} (${keyId})`,
    })),
  )
}

export function useSecurityGroups(): Lookup {
  const read = useRead(DescribeSecurityGroupEx, { limit })
  return lookupOf(
    read,
    read.data?.detail.map(({ sgId, sgName, sgRemark }) => ({
      value: sgId,
      label: [`${sgName} (${sgId})`, sgRemark].filter(Boolean).join(' · '),
    })),
  )
}

/** Networks that a new cluster in a VPC must not overlap, and the number of existing clusters. */
export function useNeighbours(vpcId: string): { neighbours: Neighbour[]; clusters: number } {
  const { vpcs } = useVpcs()
  const read = useRead(DescribeCluster, { limit })
  const ownVpcs = vpcs?.filter((vpc) => vpc.unVpcId === vpcId) ?? []
  const otherClusters = read.data?.clusters.filter((cluster) => cluster.unVpcId === vpcId) ?? []
  return {
    neighbours: [
      ...ownVpcs.map((vpc) => ({ kind: 'vpc' as const, name: vpc.vpcName, cidr: vpc.cidrBlock })),
      ...otherClusters.map((cluster) => ({
        kind: 'cluster' as const,
        name: cluster.clusterName,
        cidr: cluster.clusterCIDR,
      })),
    ],
    clusters: read.data?.totalCount ?? 0,
  }
}
