import type { World } from './world'

/** ID of the only document of this kind. */
const id = 'world'

/** Milliseconds by which the world's clock is ahead of the real one. */
export const clockOffset = (world: World): number => world.get('clock', id)?.ahead ?? 0

/** Moves the world's clock; pending steps run when the world is next advanced. */
export const advanceClock = (world: World, ms: number): void =>
  world.put('clock', { id, ahead: clockOffset(world) + ms })
