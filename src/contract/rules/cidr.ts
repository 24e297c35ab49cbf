/** An IPv4 block: its first address as a number and its prefix length. */
export interface AddressBlock {
  first: number
  bits: number
}

export const sizeOf = ({ bits }: AddressBlock) => 2 ** (32 - bits)

const numberOf = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

/** Formats an address in dotted notation. */
export const addressOf = (number: number) =>
  [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(number / unit) % 256).join('.')

/** Parses a CIDR such as `172.16.0.0/16`; clears the host bits. */
export function parseCidr(cidr: string): AddressBlock {
  const [ip = '', mask = '32'] = cidr.split('/')
  const bits = Number(mask)
  const size = 2 ** (32 - bits)
  return { first: Math.floor(numberOf(ip) / size) * size, bits }
}

export const cidrOf = ({ first, bits }: AddressBlock) => `${addressOf(first)}/${bits}`

export const blocksOverlap = (a: AddressBlock, b: AddressBlock) =>
  a.first < b.first + sizeOf(b) && b.first < a.first + sizeOf(a)

export const isInside = (inner: AddressBlock, outer: AddressBlock) =>
  inner.first >= outer.first && inner.first + sizeOf(inner) <= outer.first + sizeOf(outer)

const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(parseCidr)

/** Whether a block is inside a private range (RFC 1918). */
export const isPrivate = (block: AddressBlock) =>
  privateBlocks.some((privateBlock) => isInside(block, privateBlock))

/**
 * Valid prefix lengths: they leave room for nodes, and the API's successor accepts them too
 * (api-facts.md 1.3).
 */
export const clusterMasks = { widest: 10, narrowest: 24 } as const

/** Returns why a CIDR is invalid for any cluster; undefined if it is valid. */
export function clusterCidrFault(
  cidr: string,
): 'cidrMask' | 'cidrPrivate' | 'cidrHostBits' | undefined {
  const block = parseCidr(cidr)
  const { widest, narrowest } = clusterMasks
  if (block.bits < widest || block.bits > narrowest) return 'cidrMask'
  if (!isPrivate(block)) return 'cidrPrivate'
  return cidrOf(block) === cidr ? undefined : 'cidrHostBits'
}
