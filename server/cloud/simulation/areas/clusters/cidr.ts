import { blocksOverlap, parseCidr } from '../../../../../src/contract/rules/cidr'
import { refusal } from '../../../apiError'
import type { Context } from '../../handler'
import { networkOf, type Vpc } from '../../seed/network'

/**
 * The VPC with this unified ID in the request's region; throws API error 5000 if it does not exist.
 */
export function vpcIn({ region }: Context, unVpcId: string): Vpc {
  const vpc = networkOf(region.long).vpcs.find((candidate) => candidate.unVpcId === unVpcId)
  if (vpc) return vpc
  throw refusal('InvalidVpc.NotFound', `VPC ${unVpcId} does not exist in ${region.long}`)
}

/**
 * Throws if the CIDR overlaps the CIDR of the VPC or of another cluster in the VPC (api-facts.md
 * 1.3).
 */
export function checkCidrConflict({ world }: Context, cidr: string, vpc: Vpc): void {
  const block = parseCidr(cidr)
  if (blocksOverlap(block, parseCidr(vpc.cidr))) {
    const message = `${cidr} conflicts with ${vpc.cidr} of VPC ${vpc.unVpcId}`
    throw refusal('ConflictWithVpcCIDR', message)
  }
  const conflictingCluster = world
    .all('cluster')
    .find((item) => item.unVpcId === vpc.unVpcId && blocksOverlap(block, parseCidr(item.cidr)))
  if (conflictingCluster) {
    const message = `${cidr} conflicts with ${conflictingCluster.cidr} of cluster ${conflictingCluster.id}`
    throw refusal('ConflictWithOtherClusterCIDR', message)
  }
}
