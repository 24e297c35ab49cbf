import type { StepContext } from '../handler'
import type { Format } from './resources'
import { noncesKeepToTheRealClock } from './upgrades/0001'
import { worldsHaveARegistry } from './upgrades/0002'
import { podsCanBeMeasured } from './upgrades/0003'
import type { World } from './world'

/** Context of an upgrade: a world as written by an older version, and the time of opening. */
export interface UpgradeGround extends StepContext {
  now: number
  /** Which world was seeded, so that missing resources can be seeded now. */
  seeded: Format['seeded']
}

/**
 * Upgrades the documents of an older version: converts existing resources and adds missing ones.
 * Runs before time is advanced; its changes and the new format number are committed together.
 */
export type Upgrade = (ground: UpgradeGround) => void

/**
 * In order; every world runs each once. Never edit, remove or reorder a released upgrade: append
 * new ones.
 */
export const upgrades: readonly Upgrade[] = [
  noncesKeepToTheRealClock,
  worldsHaveARegistry,
  podsCanBeMeasured,
]

const id = 'world'

/** Worlds from before the first upgrade have no format document. */
export const formatOf = (world: World): number => world.get('format', id)?.number ?? 0

/** Records that the world has the current format. */
export function stampFormat(world: World, seeded: Format['seeded'], known = upgrades): void {
  world.put('format', { id, number: known.length, seeded })
}

/** Runs the upgrades that the world has not had yet. */
export function upgradeWorld(
  ground: StepContext & { now: number },
  otherwise: Format['seeded'],
  known = upgrades,
): void {
  const { world } = ground
  const seeded = world.get('format', id)?.seeded ?? otherwise
  const missing = known.slice(formatOf(world))
  if (missing.length === 0) return
  for (const upgrade of missing) upgrade({ ...ground, seeded })
  stampFormat(world, seeded, known)
}
