/** A block of IPv4 addresses; `first` as a number, `bits` of its mask. */
export interface Block {
  first: number
  bits: number
}

export const sizeOf = ({ bits }: Block) => 2 ** (32 - bits)

const numberOf = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

/** Dotted form of an address. */
export const addressOf = (number: number) =>
  [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(number / unit) % 256).join('.')

/** The block that a CIDR such as `172.16.0.0/16` names; address bits beyond the mask are dropped. */
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

/** Whether a block lies in one of the ranges of private networks (RFC 1918). */
export const isPrivate = (block: Block) => privateBlocks.some((one) => inside(block, one))

/** Masks that leave room for nodes and that the API's successor takes too (api-facts.md 1.3). */
export const clusterMasks = { widest: 10, narrowest: 24 } as const

/** Why no cluster can have a CIDR, wherever it lies; undefined: it can. */
export function clusterCidrFault(cidr: string): 'cidrMask' | 'cidrPrivate' | undefined {
  const block = blockOf(cidr)
  const { widest, narrowest } = clusterMasks
  if (block.bits < widest || block.bits > narrowest) return 'cidrMask'
  return isPrivate(block) ? undefined : 'cidrPrivate'
}
