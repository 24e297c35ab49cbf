import type { Upgrade } from './upgrade'

/** Nonces expire by the real clock, because the world's clock may be ahead. */
export const keepNoncesOnRealClock: Upgrade = ({ world }) => {
  for (const { id, until } of world.all('nonce')) world.put('nonce', { id, until })
}
