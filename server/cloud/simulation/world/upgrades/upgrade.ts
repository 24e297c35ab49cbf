import type { StepContext } from '../../handler'
import type { WorldFormat } from '../resources'

/** Context of an upgrade: a world as written by an older version, and the time of opening. */
export interface UpgradeContext extends StepContext {
  now: number
  /** Which world was seeded, so that missing resources can be added. */
  seeded: WorldFormat['seeded']
}

/**
 * Upgrades the documents of an older version: converts existing resources and adds missing ones.
 * Runs before time is advanced; its changes and the new format number are committed together.
 */
export type Upgrade = (ground: UpgradeContext) => void
