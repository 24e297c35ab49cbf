import type { Kind } from './resources'
import type { World } from './world'

const signs = '0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * An ID as the vendor writes it: a prefix and eight characters of 0-9 and a-z, e.g. `cls-hd1jv48o`.
 */
export function idOf(prefix: string, random: () => number): string {
  const tail = Array.from({ length: 8 }, () => signs[Math.floor(random() * signs.length)] ?? '0')
  return `${prefix}-${tail.join('')}`
}

/** An ID that no resource of this kind has. */
export function freshId(world: World, kind: Kind, prefix: string, random: () => number): string {
  let id = idOf(prefix, random)
  while (world.get(kind, id)) id = idOf(prefix, random)
  return id
}
