import type { StepContext } from '../handler'
import type { WorldFormat } from './resources'
import { keepNoncesOnRealClock } from './upgrades/0001'
import { addRegistry } from './upgrades/0002'
import { addPodMetrics } from './upgrades/0003'
import { storeRenamed } from './upgrades/0004'
import type { Upgrade } from './upgrades/upgrade'
import type { World } from './world'

/**
 * Upgrades in the order in which they run; each world runs each upgrade once. Never edit, remove or
 * reorder a released upgrade: append new upgrades.
 */
export const upgrades: readonly Upgrade[] = [
  keepNoncesOnRealClock,
  addRegistry,
  addPodMetrics,
  storeRenamed,
]

const id = 'world'

/** Worlds that are older than the first upgrade have no format document. */
export const formatNumber = (world: World): number => world.get('format', id)?.number ?? 0

/** Records that the world has the current format. */
export function stampFormat(
  world: World,
  seeded: WorldFormat['seeded'],
  knownUpgrades = upgrades,
): void {
  world.put('format', { id, number: knownUpgrades.length, seeded })
}

/** Runs the upgrades that the world does not include yet. */
export function upgradeWorld(
  context: StepContext & { now: number },
  defaultSeeded: WorldFormat['seeded'],
  knownUpgrades = upgrades,
): void {
  const { world } = context
  const seeded = world.get('format', id)?.seeded ?? defaultSeeded
  const missing = knownUpgrades.slice(formatNumber(world))
  if (missing.length === 0) return
  for (const upgrade of missing) upgrade({ ...context, seeded })
  stampFormat(world, seeded, knownUpgrades)
}
