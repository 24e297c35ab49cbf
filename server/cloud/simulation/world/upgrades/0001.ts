import type { Upgrade } from './upgrade'

/**
 * Removes `wakeAt` from nonces: they expire by the real clock, and the world's clock may be ahead.
 */
export const keepNoncesOnRealClock: Upgrade = ({ world }) => {
  for (const { id, until } of world.all('nonce')) world.put('nonce', { id, until })
}
