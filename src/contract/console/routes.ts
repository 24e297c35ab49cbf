import * as accounts from './accounts'
import * as audit from './audit'
import * as boards from './boards'
import * as calls from './calls/calls'
import * as series from './calls/series'
import * as contract from './contract'
import * as hooks from './credentials/hooks'
import * as reveal from './credentials/reveal'
import * as tokens from './credentials/tokens'
import type { ConsoleRoute } from './declare/route'
import * as drafts from './drafts'
import * as health from './health'
import * as history from './history'
import * as inventory from './inventory/routes'
import * as push from './push'
import * as session from './session'
import * as switches from './switches'
import * as tasks from './tasks'
import * as users from './users'
import * as warnings from './warnings'

const modules = {
  ...calls,
  ...series,
  ...session,
  ...users,
  ...switches,
  ...warnings,
  ...audit,
  ...accounts,
  ...boards,
  ...history,
  ...inventory,
  ...drafts,
  ...tasks,
  ...tokens,
  ...reveal,
  ...push,
  ...contract,
  ...health,
  ...hooks,
}

type Modules = typeof modules
type Declared = {
  [K in keyof Modules]: Modules[K] extends ConsoleRoute ? Modules[K] : never
}[keyof Modules]

/** Method and path of every route of the console. */
export type ConsoleRouteId = Declared['id']

const isRoute = (value: unknown): value is Declared =>
  typeof value === 'object' && value !== null && 'id' in value && 'access' in value

const exported: readonly unknown[] = Object.values(modules)

/** Every route of the console's own API; the proxy registers these and no others. */
export const consoleRoutes: readonly ConsoleRoute<ConsoleRouteId>[] = exported.filter(isRoute)
