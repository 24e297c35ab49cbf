import { type ApiError, refuse } from '../apiError'
import type { Flat } from '../backend'
import type { World } from './world/world'

/**
 * Removes the nonces of requests whose Timestamp is too old to be accepted. `now` is the real time,
 * because clients set Timestamp from their real clocks.
 */
export function removeExpiredNonces(world: World, now: number): void {
  for (const { id, until } of world.all('nonce')) if (until <= now) world.remove('nonce', id)
}

/**
 * Refuses a replay of a write that a version before 0.2.0 accepted. Such a version stored used
 * nonces in the world instead of in the endpoint's store of used signatures; these nonces expire
 * after at most four hours.
 */
export function usedNonce(world: World, flat: Flat): ApiError | undefined {
  const { SecretId = '', Timestamp = '', Nonce = '' } = flat
  const used = world.get('nonce', `${SecretId} ${Number(Timestamp) * 1000} ${Nonce}`)
  return used && refuse(4500, 'Nonce has been used with this Timestamp before')
}
