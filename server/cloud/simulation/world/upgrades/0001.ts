import type { Upgrade } from '../upgrade'

/** Requests that were seen are forgotten by the real clock, which the world's may be ahead of. */
export const noncesKeepToTheRealClock: Upgrade = ({ world }) => {
  for (const { id, until } of world.all('nonce')) world.put('nonce', { id, until })
}
