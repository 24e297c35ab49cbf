import {
  blocksOverlap,
  cidrOf,
  clusterCidrFault,
  parseCidr,
  sizeOf,
} from '../../../contract/rules/cidr'

/** A network that the cluster's address range must not overlap. */
export interface Neighbour {
  kind: 'vpc' | 'cluster'
  name: string
  cidr: string
}

const isCidr = (text: string) => /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(text)

/**
 * Returns the first neighbour that a CIDR overlaps; undefined if there is none, or if the CIDR is
 * invalid.
 */
export function conflictOf(cidr: string, neighbours: readonly Neighbour[]): Neighbour | undefined {
  if (!isCidr(cidr)) return undefined
  const block = parseCidr(cidr)
  return neighbours.find(
    (neighbour) => isCidr(neighbour.cidr) && blocksOverlap(block, parseCidr(neighbour.cidr)),
  )
}

/** Returns why the CIDR cannot be used; the contract checks its format. */
export const shapeFault = (cidr: string) => (isCidr(cidr) ? clusterCidrFault(cidr) : undefined)

/** Number of addresses in a CIDR; 0 if invalid. */
export const addressesOf = (cidr: string): number => (isCidr(cidr) ? sizeOf(parseCidr(cidr)) : 0)

const firstBlock = parseCidr('172.16.0.0/16')
const blockCount = 16

/** Returns a CIDR of the default size that overlaps no neighbour; undefined if all are in use. */
export function freeCidr(neighbours: readonly Neighbour[]): string | undefined {
  const candidates = Array.from({ length: blockCount }, (_, index) =>
    cidrOf({ first: firstBlock.first + index * sizeOf(firstBlock), bits: firstBlock.bits }),
  )
  return candidates.find((cidr) => !conflictOf(cidr, neighbours))
}
