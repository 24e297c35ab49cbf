import { cidrOf, clusterCidrFault, clusterMasks, parseCidr } from '../../src/contract/rules/cidr'
import { invalid } from './apiError'

/** Throws for a CIDR that no cluster can have, regardless of the network. */
export function checkCidrForm(cidr: string): void {
  const fault = clusterCidrFault(cidr)
  if (fault === 'cidrMask') {
    const { widest, narrowest } = clusterMasks
    throw invalid('clusterCIDR', `must have a mask of ${widest} to ${narrowest}`)
  }
  if (fault === 'cidrHostBits') {
    throw invalid(
      'clusterCIDR',
      `must be the first address of its range: ${cidrOf(parseCidr(cidr))}`,
    )
  }
  if (fault === 'cidrPrivate') {
    throw invalid('clusterCIDR', 'must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16')
  }
}
