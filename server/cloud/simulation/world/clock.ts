import type { World } from './world'

/** The only one of its kind. */
const id = 'world'

/** How far the world's clock is ahead of the real one, in milliseconds. */
export const aheadOf = (world: World): number => world.get('clock', id)?.ahead ?? 0

/** Moves the world's clock; what is due by then happens when the world is next advanced. */
export const moveAhead = (world: World, ms: number): void =>
  world.put('clock', { id, ahead: aheadOf(world) + ms })
