import type { Action } from '../../../src/contract/action'
import { isFields } from '../../../src/contract/fields'
import { type ActionName, type Actions, actions, isActionName } from '../../../src/contract/index'
import {
  type UnavailableReason,
  unavailableCode,
  unavailableMessages,
} from '../../../src/contract/rules/unavailable'
import type { Fields } from '../../wire/conform'
import { decode } from '../../wire/decode'
import { refuse } from '../apiError'
import type { Backend, CallContext, Flat, Handler, Handlers } from '../backend'
import { metricErrorOf } from './metricErrors'
import { contractName, withContractNames } from './spellings'
import { refusalOf } from './validationRefusal'

/** Executes a call with valid parameters. */
type PreparedCall = (context: CallContext) => Promise<Fields>

interface KnownAction {
  action: Action
  /** Throws 6100 if the backend has no handler, and 4000 if the parameters violate the contract. */
  prepare: (backend: Backend, flat: Flat) => PreparedCall
}

function toKnownAction<A extends Action>(
  action: A,
  handlerOf: (handlers: Handlers) => Handler<A> | undefined,
  unavailableFor: (backend: Backend) => UnavailableReason | undefined,
): KnownAction {
  // Monitoring has error codes of its own.
  const faultsRefusal = action.host === 'monitor' ? metricErrorOf : refusalOf
  return {
    action,
    prepare: (backend, flat) => {
      const handler = handlerOf(backend.handlers)
      const reason = unavailableFor(backend) ?? (handler ? undefined : 'notImplemented')
      if (!handler || reason) {
        const unavailableReason = reason ?? 'notImplemented'
        throw refuse(unavailableCode(unavailableReason), unavailableMessages[unavailableReason])
      }
      const decoded = decode<A['request']>(action.request, withContractNames(action.name, flat))
      if (decoded.faults) throw faultsRefusal(decoded.faults)
      const params = decoded.value
      return async (context) => {
        const data: unknown = await handler(params, context)
        if (!isFields(data)) throw new Error(`the handler of ${action.name} returned no object`)
        return data
      }
    },
  }
}

const toKnownActionOf = <N extends ActionName>(name: N): KnownAction =>
  toKnownAction<Actions[N]>(
    actions[name],
    (handlers) => handlers[name],
    ({ unavailable }) => unavailable?.[name],
  )

const knownActions: ReadonlyMap<string, KnownAction> = new Map(
  Object.keys(actions)
    .filter(isActionName)
    .map((name) => [name, toKnownActionOf(name)]),
)

/** Finds an action of the contract, by its name or by another name that clients use. */
export const knownAction = (name: string): KnownAction | undefined =>
  knownActions.get(contractName(name))

/** Returns the actions that a backend does not answer, with the reasons. */
export function unavailableActions(backend: Backend): NonNullable<Backend['unavailable']> {
  const { handlers, unavailable } = backend
  return Object.fromEntries(
    Object.keys(actions)
      .filter(isActionName)
      .flatMap((name) => {
        const reason = unavailable?.[name] ?? (handlers[name] ? undefined : 'notImplemented')
        return reason === undefined ? [] : [[name, reason]]
      }),
  )
}
