import type { ActionName } from '../../../src/contract/index'
import type { Api } from '../api'
import type { Own } from './own'
import type { World } from './world'

/** Data that all checks of a run share. */
export interface Context {
  api: Api
  /** Existing resources of the endpoint, which checks only read. */
  world: World
  /** Resources that the run creates; only write checks use them. */
  own: Own
  /** Milliseconds since 1970. */
  now(): number
}

/** Checks one fact about an action; throws a Difference if the endpoint deviates from the fact. */
export interface Check {
  action: ActionName
  /** Unique among the checks of the action; declared differences name it. */
  title: string
  run(context: Context): Promise<void>
}

/** Checks of one action by title. */
export const checksOf = (
  action: ActionName,
  checks: Readonly<Record<string, Check['run']>>,
): Check[] => Object.entries(checks).map(([title, run]) => ({ action, title, run }))
