import type { Action } from '../../../src/contract/action'
import { actions } from '../../../src/contract/index'
import { auditOutcomeOf } from '../audit/recorder'
import type { CallObserver, CallObservers, ObservedCall } from '../calls/observers'
import type { ProxyPorts } from '../ports'
import type { ServiceKey } from './ports'

const asString = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)

/** The service that a call names; without a namespace the API uses `default`. */
export const serviceKeyOf = ({ account, region, params }: ObservedCall): ServiceKey => ({
  account,
  region,
  clusterId: asString(params.clusterId),
  namespace: asString(params.namespace, 'default'),
  serviceName: asString(params.serviceName),
})

/**
 * Records writes to services. The row is inserted before the call is sent and completed afterwards,
 * so that a crash between the two leaves an "unknown" revision rather than none.
 */
export function revisionObservers({ store }: Pick<ProxyPorts, 'store'>): CallObservers {
  const observer: CallObserver = async (call) => {
    const { requestId: id, at, user, role, action, params } = call
    await store.revisions.add({
      ...serviceKeyOf(call),
      id,
      at,
      user,
      role,
      action: action.name,
      params: JSON.stringify(params),
      outcome: 'pending',
      code: null,
      codeDesc: '',
      message: '',
    })
    return async (ending) => {
      if (ending.error === undefined) {
        const success = { outcome: 'ok', code: 0, codeDesc: 'Success', message: '' } as const
        return store.revisions.complete(id, success)
      }
      const { outcome, code, codeDesc, message } = auditOutcomeOf(ending.error)
      return store.revisions.complete(id, { outcome, code, codeDesc, message })
    }
  }
  const allActions: readonly Action[] = Object.values(actions)
  const actionsWithRevision = allActions.filter(({ revision }) => revision !== undefined)
  return Object.fromEntries(actionsWithRevision.map(({ name }) => [name, [observer]]))
}
