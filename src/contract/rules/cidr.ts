/** An IPv4 block: its first address as a number and its prefix length. */
export interface Block {
  first: number
  bits: number
}

export const sizeOf = ({ bits }: Block) => 2 ** (32 - bits)

const numberOf = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

/** Formats an address in dotted notation. */
export const addressOf = (number: number) =>
  [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(number / unit) % 256).join('.')

/** Parses a CIDR such as `172.16.0.0/16`; masks the host bits. */
export function blockOf(cidr: string): Block {
  const [ip = '', mask = '32'] = cidr.split('/')
  const bits = Number(mask)
  const size = 2 ** (32 - bits)
  return { first: Math.floor(numberOf(ip) / size) * size, bits }
}

export const cidrOf = ({ first, bits }: Block) => `${addressOf(first)}/${bits}`

export const overlap = (one: Block, other: Block) =>
  one.first < other.first + sizeOf(other) && other.first < one.first + sizeOf(one)

export const inside = (inner: Block, outer: Block) =>
  inner.first >= outer.first && inner.first + sizeOf(inner) <= outer.first + sizeOf(outer)

const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(blockOf)

/** Whether a block is inside a private range (RFC 1918). */
export const isPrivate = (block: Block) => privateBlocks.some((one) => inside(block, one))

/** Prefix lengths with room for nodes that the API's successor accepts too (api-facts.md 1.3). */
export const clusterMasks = { widest: 10, narrowest: 24 } as const

/** Why a CIDR is invalid for any cluster; undefined if it is valid. */
export function clusterCidrFault(
  cidr: string,
): 'cidrMask' | 'cidrPrivate' | 'cidrHostBits' | undefined {
  const block = blockOf(cidr)
  const { widest, narrowest } = clusterMasks
  if (block.bits < widest || block.bits > narrowest) return 'cidrMask'
  if (!isPrivate(block)) return 'cidrPrivate'
  return cidrOf(block) === cidr ? undefined : 'cidrHostBits'
}
