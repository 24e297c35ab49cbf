import type { StepContext } from '../../handler'
import type { WorldFormat } from '../resources'

/**
 * Context of an upgrade: a world that an older version wrote, and the time at which the world is
 * opened.
 */
export interface UpgradeContext extends StepContext {
  now: number
  /** The initial world that was seeded, so that missing resources can be added. */
  seeded: WorldFormat['seeded']
}

/**
 * Upgrades the resources of an older version: converts existing resources and adds missing ones.
 * Runs before time is advanced; the changes and the new format number are committed together.
 */
export type Upgrade = (context: UpgradeContext) => void
