import type { Action } from '../../../src/contract/action'
import { type ActionName, type Actions, actions } from '../../../src/contract/index'
import type * as seam from '../backend'
import { clusters } from './areas/clusters/clusters'
import { namespaces } from './areas/clusters/namespaces'
import { tasks } from './areas/clusters/tasks'
import { undocumentedClusterActions } from './areas/clusters/undocumentedActions'
import { lookupsMachines } from './areas/lookupsMachines'
import { lookupsNetwork } from './areas/lookupsNetwork'
import { monitoring } from './areas/monitoring'
import { registryAccount } from './areas/registry/account'
import { registryRepositories } from './areas/registry/repositories'
import { registryTags } from './areas/registry/tags'
import { registryTriggers } from './areas/registry/triggers'
import { undocumentedRegistryActions } from './areas/registry/undocumentedActions'
import { instances } from './areas/services/instances'
import { services } from './areas/services/services'
import { undocumentedServiceActions } from './areas/services/undocumentedActions'
import { checkConditions } from './conditions'
import type { Context, Handler } from './handler'

const handlers: { readonly [N in ActionName]: Handler<Actions[N]> } = {
  ...clusters,
  ...undocumentedClusterActions,
  ...services,
  ...undocumentedServiceActions,
  ...instances,
  ...namespaces,
  ...tasks,
  ...monitoring,
  ...lookupsNetwork,
  ...lookupsMachines,
  ...registryRepositories,
  ...registryTags,
  ...registryTriggers,
  ...registryAccount,
  ...undocumentedRegistryActions,
}

/** Returns the parts of the handler context that do not depend on the call. */
type HandlerContext = () => Omit<Context, 'now' | 'region'>

function bind<A extends Action>(
  { name }: A,
  handler: Handler<A>,
  ground: HandlerContext,
): (params: Parameters<Handler<A>>[0], call: seam.CallContext) => ReturnType<Handler<A>> {
  return (params, { now, region }) => {
    const context = { ...ground(), now, region }
    checkConditions(name, params, context)
    return handler(params, context)
  }
}

function bindAll<T extends Record<string, Action>>(
  known: T,
  table: { readonly [N in keyof T]: Handler<T[N]> },
  ground: HandlerContext,
): { [N in keyof T]?: seam.Handler<T[N]> } {
  const bound: { [N in keyof T]?: seam.Handler<T[N]> } = {}
  for (const name in table) bound[name] = bind(known[name], table[name], ground)
  return bound
}

/** The handlers of all actions; `ground` returns the world and the other parts of the context. */
export const handlersOn = (ground: HandlerContext): seam.Handlers =>
  bindAll<Actions>(actions, handlers, ground)
