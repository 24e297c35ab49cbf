import type { Kind } from './resources'
import type { World } from './world'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * An ID in the vendor's format: a prefix and eight characters of 0-9 and a-z, e.g. `cls-hd1jv48o`.
 */
export function randomId(prefix: string, random: () => number): string {
  const tail = Array.from(
    { length: 8 },
    () => alphabet[Math.floor(random() * alphabet.length)] ?? '0',
  )
  return `${prefix}-${tail.join('')}`
}

/** A random ID that no resource of this kind uses. */
export function unusedId(world: World, kind: Kind, prefix: string, random: () => number): string {
  let id = randomId(prefix, random)
  while (world.get(kind, id)) id = randomId(prefix, random)
  return id
}
