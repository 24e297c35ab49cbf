import type { Action } from '../../../src/contract/action'
import { isFields } from '../../../src/contract/fields'
import { type Actions, actions } from '../../../src/contract/index'
import type { Fields } from '../../wire/conform'
import { decode } from '../../wire/decode'
import type { Flat } from '../endpoint/parameters'
import { respelled, rightName } from '../endpoint/spellings'
import { refusalOf } from '../endpoint/validationRefusal'
import { clusters } from './areas/clusters/clusters'
import { clustersBeyond } from './areas/clusters/clustersBeyond'
import { namespaces } from './areas/clusters/namespaces'
import { tasks } from './areas/clusters/tasks'
import { lookupsMachines } from './areas/lookupsMachines'
import { lookupsNetwork } from './areas/lookupsNetwork'
import { monitoring } from './areas/monitoring'
import { registryAccount } from './areas/registry/account'
import { registryBeyond } from './areas/registry/registryBeyond'
import { registryRepositories } from './areas/registry/repositories'
import { registryTags } from './areas/registry/tags'
import { registryTriggers } from './areas/registry/triggers'
import { instances } from './areas/services/instances'
import { services } from './areas/services/services'
import { servicesBeyond } from './areas/services/servicesBeyond'
import { checkConditions } from './conditions'
import type { Context, Handler } from './handler'
import { metricErrorOf } from './metrics/metricErrors'

const handlers = {
  ...clusters,
  ...clustersBeyond,
  ...services,
  ...servicesBeyond,
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
  ...registryBeyond,
}

/** A call whose parameters fit the contract, ready to be made. */
type Call = (context: Context) => Fields

/** An action that this cloud answers. */
export interface Served {
  action: Action
  /** Reads the parameters by the contract; throws the refusal 4000 where they do not fit. */
  read: (flat: Flat) => Call
}

function serve<A extends Action>(action: A, handler: Handler<A>): Served {
  // Monitoring has error codes of its own.
  const refuse = action.host === 'monitor' ? metricErrorOf : refusalOf
  const read = (flat: Flat): Call => {
    const decoded = decode<A['request']>(action.request, respelled(action.name, flat))
    if (decoded.faults) throw refuse(decoded.faults)
    return (context) => {
      checkConditions(action.name, flat, context)
      const data = handler(decoded.value, context)
      if (!isFields(data)) throw new Error(`${action.name} has answered with no fields`)
      return data
    }
  }
  return { action, read }
}

function serveAll<T extends Record<string, Action>>(
  known: T,
  table: { [N in keyof T]: Handler<T[N]> },
): ReadonlyMap<string, Served> {
  const served = new Map<string, Served>()
  for (const name in table) served.set(name, serve<T[typeof name]>(known[name], table[name]))
  return served
}

/** Every action that this cloud answers, by its name. */
export const served = serveAll<Pick<Actions, keyof typeof handlers>>(actions, handlers)

/** What answers a request for an action, by its name or by another that is used for it. */
export const servedAs = (asked: string): Served | undefined => served.get(rightName(asked))
