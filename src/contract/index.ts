import { type Action, actionsIn } from './action'
import * as clusters from './actions/clusters/clusters'
import * as namespaces from './actions/clusters/namespaces'
import * as tasks from './actions/clusters/tasks'
import * as undocumentedClusterActions from './actions/clusters/undocumentedActions'
import * as lookupsMachines from './actions/lookups/machines'
import * as lookupsNetwork from './actions/lookups/network'
import * as monitoring from './actions/monitoring/monitoring'
import * as registryAccount from './actions/registry/account'
import * as registryRepositories from './actions/registry/repositories'
import * as registryTags from './actions/registry/tags'
import * as registryTriggers from './actions/registry/triggers'
import * as undocumentedRegistryActions from './actions/registry/undocumentedActions'
import * as instances from './actions/services/instances'
import * as services from './actions/services/services'
import * as undocumentedServiceActions from './actions/services/undocumentedActions'

const modules = {
  ...clusters,
  ...services,
  ...instances,
  ...namespaces,
  ...tasks,
  ...monitoring,
  ...registryRepositories,
  ...registryTags,
  ...registryTriggers,
  ...registryAccount,
  ...undocumentedClusterActions,
  ...undocumentedServiceActions,
  ...undocumentedRegistryActions,
  ...lookupsNetwork,
  ...lookupsMachines,
}

type Modules = typeof modules
/** Names of all actions, verbatim as in the API document; each is exported under its own name. */
export type ActionName = {
  [K in keyof Modules]: K extends string ? (Modules[K] extends Action<K> ? K : never) : never
}[keyof Modules]

export type Actions = Pick<Modules, ActionName>

const exportedActions = actionsIn(modules)
const byName: Record<string, Action> = Object.assign(
  Object.create(null),
  Object.fromEntries(exportedActions.map((action) => [action.name, action])),
)

/**
 * Whether a name is an action of the contract; false for inherited properties such as `toString`.
 */
export const isActionName = (name: string): name is ActionName => name in byName

const isComplete = (table: object): table is Actions =>
  Object.keys(table).length === exportedActions.length && exportedActions.length > 0

function completeActions(table: object): Actions {
  if (!isComplete(table)) throw new Error('two actions of the contract have the same name')
  return table
}

/** All actions by name; only these can be called. */
export const actions: Readonly<Actions> = completeActions(byName)
