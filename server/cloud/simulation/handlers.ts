import type { Action } from '../../../src/contract/action'
import { type ActionName, type Actions, actions } from '../../../src/contract/index'
import type * as backend from '../backend'
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

function bindHandler<A extends Action>(
  { name }: A,
  handler: Handler<A>,
  currentContext: HandlerContext,
): (params: Parameters<Handler<A>>[0], call: backend.CallContext) => ReturnType<Handler<A>> {
  return (params, { now, region }) => {
    const context = { ...currentContext(), now, region }
    checkConditions(name, params, context)
    return handler(params, context)
  }
}

function bindAll<T extends Record<string, Action>>(
  contracts: T,
  table: { readonly [N in keyof T]: Handler<T[N]> },
  currentContext: HandlerContext,
): { [N in keyof T]?: backend.Handler<T[N]> } {
  const boundHandlers: { [N in keyof T]?: backend.Handler<T[N]> } = {}
  for (const name in table)
    boundHandlers[name] = bindHandler(contracts[name], table[name], currentContext)
  return boundHandlers
}

/** The handlers of all actions; `currentContext` returns the world and the rest of the context. */
export const handlersOn = (currentContext: HandlerContext): backend.Handlers =>
  bindAll<Actions>(actions, handlers, currentContext)
