import type { ActionName } from '../../../src/contract/index'
import type { Api } from '../api'
import type { Own } from './own'
import type { World } from './world'

/** What the checks of a run share. */
export interface Context {
  api: Api
  /** What exists at the endpoint and is only read. */
  world: World
  /** What the run creates; only checks with writes use it. */
  own: Own
  /** Milliseconds since 1970. */
  now(): number
}

/** One fact about an action; throws a Difference where the endpoint differs from it. */
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
