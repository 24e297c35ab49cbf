import type { StepContext } from '../handler'
import type { Format } from './resources'
import { noncesKeepToTheRealClock } from './upgrades/0001'
import { worldsHaveARegistry } from './upgrades/0002'
import { podsCanBeMeasured } from './upgrades/0003'
import type { World } from './world'

/** What an upgrade may use: a world as an older version has left it, and the moment at which it is opened. */
export interface UpgradeGround extends StepContext {
  now: number
  /** What the world was seeded with, so that what was not there then can be seeded now. */
  seeded: Format['seeded']
}

/**
 * Brings the world of an older version to what this version takes for granted: changes things that are
 * kept otherwise now, adds those that did not exist. Time has not been advanced yet. Whatever it puts
 * and removes is kept in one commit with its number.
 */
export type Upgrade = (ground: UpgradeGround) => void

/**
 * In the order in which they came; every world goes through each once. A release never edits,
 * removes or reorders an older one: new ones are added at the end.
 */
export const upgrades: readonly Upgrade[] = [
  noncesKeepToTheRealClock,
  worldsHaveARegistry,
  podsCanBeMeasured,
]

const id = 'world'

/** Worlds that were kept before there were upgrades say nothing about their format. */
export const formatOf = (world: World): number => world.get('format', id)?.number ?? 0

/** Notes that the world is as this version has it. */
export function stampFormat(world: World, seeded: Format['seeded'], known = upgrades): void {
  world.put('format', { id, number: known.length, seeded })
}

/** Takes the world through the upgrades that it has not seen yet; does nothing to one that has seen all. */
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
