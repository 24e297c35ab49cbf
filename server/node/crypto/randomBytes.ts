import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4096)
let used = pool.length

/**
 * Returns cryptographically secure random bytes from a pool that the system fills; erases used
 * bytes.
 */
export function randomBytes(length: number): Uint8Array {
  if (length > pool.length) return randomFillSync(new Uint8Array(length))
  if (used + length > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 1, used += 1) {
    bytes[at] = pool[used] ?? 0
    pool[used] = 0
  }
  return bytes
}
