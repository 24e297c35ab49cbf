import type { StepContext } from '../handler'
import type { WorldFormat } from './resources'
import { keepNoncesOnRealClock } from './upgrades/0001'
import { addRegistry } from './upgrades/0002'
import { addPodMetrics } from './upgrades/0003'
import { storeRenamed } from './upgrades/0004'
import type { World } from './world'

/** Context of an upgrade: a world as written by an older version, and the time of opening. */
export interface UpgradeContext extends StepContext {
  now: number
  /** Which world was seeded, so that missing resources can be seeded now. */
  seeded: WorldFormat['seeded']
}

/**
 * Upgrades the documents of an older version: converts existing resources and adds missing ones.
 * Runs before time is advanced; its changes and the new format number are committed together.
 */
export type Upgrade = (ground: UpgradeContext) => void

/**
 * In order; every world runs each once. Never edit, remove or reorder a released upgrade: append
 * new ones.
 */
export const upgrades: readonly Upgrade[] = [
  keepNoncesOnRealClock,
  addRegistry,
  addPodMetrics,
  storeRenamed,
]

const id = 'world'

/** Worlds from before the first upgrade have no format document. */
export const formatNumber = (world: World): number => world.get('format', id)?.number ?? 0

/** Records that the world has the current format. */
export function stampFormat(world: World, seeded: WorldFormat['seeded'], known = upgrades): void {
  world.put('format', { id, number: known.length, seeded })
}

/** Runs the upgrades that the world has not had yet. */
export function upgradeWorld(
  ground: StepContext & { now: number },
  otherwise: WorldFormat['seeded'],
  known = upgrades,
): void {
  const { world } = ground
  const seeded = world.get('format', id)?.seeded ?? otherwise
  const missing = known.slice(formatNumber(world))
  if (missing.length === 0) return
  for (const upgrade of missing) upgrade({ ...ground, seeded })
  stampFormat(world, seeded, known)
}
