import type { World } from './world'

/** ID of the single document of the kind `clock`. */
const id = 'world'

/** Milliseconds by which the world's clock is ahead of the real clock. */
export const clockOffset = (world: World): number => world.get('clock', id)?.ahead ?? 0

/** Moves the world's clock; pending steps run when the world is advanced the next time. */
export const advanceClock = (world: World, ms: number): void =>
  world.put('clock', { id, ahead: clockOffset(world) + ms })
