import type { Action } from '../../../src/contract/action'
import { requireAvailable } from '../access/availability'
import { narrowToScope } from '../access/lists/listScope'
import { readInScope } from '../access/lists/scopedRead'
import type { Principal } from '../access/principal'
import { createSwitches } from '../access/readOnlySwitches'
import { requireWriter } from '../access/roles'
import { requireScope } from '../access/scope'
import type { SignedIn } from '../auth/session/lookup'
import type { Sessions } from '../auth/session/sessions'
import { createLimits } from '../http/rateLimits'
import type { RouteContext } from '../http/routes'
import type { CallCounter } from '../metrics/metrics'
import type { ProxyPorts } from '../ports'
import { createMasks, type Masks, serviceIn } from '../secrets/masks'
import type { OutgoingCall } from '../upstream/signedRequest'
import { type CallRequest, requireValid, resolveLocation, targetOf } from './callRequest'
import { createCallGate } from './concurrency'
import { createDispatch, type DispatchOptions } from './dispatch'
import { type CallObservers, createObservedCalls } from './observers'
import { createSharedReads } from './sharedReads'

/** Options of `createPrepareCall`. */
export interface CallOptions extends Pick<DispatchOptions, 'watch' | 'circuits'> {
  observers?: CallObservers
  masks?: Masks
}

const laneOf = ({ user }: Principal, { account, region }: OutgoingCall) => ({
  user,
  account: account.name,
  region,
})

/**
 * Returns a function that prepares a call of a signed-in user: its checks, and how it is sent. All
 * prepared calls share rate limits, the gate, circuits and shared reads.
 */
export function createPrepareCall(
  ports: ProxyPorts,
  sessions: Sessions,
  count: CallCounter,
  { observers = {}, watch, circuits, masks = createMasks(ports) }: CallOptions = {},
) {
  const forward = createSharedReads(createDispatch(ports, count, { watch, circuits }), ports)
  const observed = createObservedCalls(ports, observers)
  const switches = createSwitches(ports)
  const limits = createLimits(ports.limits, ports.now)
  const gate = createCallGate()

  return (
    { request, peer, requestId }: Pick<RouteContext, 'request' | 'peer' | 'requestId'>,
    principal: SignedIn,
    action: Action,
    { params: sentParams, account: askedAccount, region: askedRegion }: CallRequest,
  ) => {
    const params = narrowToScope(action, sentParams, principal.scope)
    const requested = { account: askedAccount, region: askedRegion }

    async function allow(asker: Principal, location: Pick<OutgoingCall, 'account' | 'region'>) {
      if (action.mutates) requireWriter(asker, action.name)
      requireScope(asker, { action, ...location }, params)
      if (action.mutates) await switches.requireWritable(location.account, action.name)
    }

    /** Throws unless the user may make the call and its parameters are valid. */
    async function check(): Promise<OutgoingCall> {
      if (action.mutates) requireWriter(principal, action.name)
      const location = resolveLocation(requested, ports.accounts, principal)
      const { account, region } = location
      limits.account(account.name, `The account ${account.name}`)
      limits.region(`${account.name} ${region}`, `The region ${region} of ${account.name}`)
      await allow(principal, location)
      requireAvailable(location.account, action)
      requireValid(action, params)
      return { action, ...location, params }
    }

    /** Sends a call in its turn, without observers: for reads that the call needs. */
    const dispatch = (outgoing: OutgoingCall, onSent = () => {}) =>
      gate(laneOf(principal, outgoing), async (hasWaited) => {
        // The call may have waited for minutes, during which the user may have lost the permission.
        const isOld = hasWaited && (action.mutates || !sessions.isFresh(principal))
        const asker = () => (action.mutates ? sessions.current : sessions.principal)(request, peer)
        if (isOld) await allow(await asker(), outgoing)
        onSent()
        return forward(outgoing)
      })

    const send = (outgoing: OutgoingCall, onSent?: () => void) =>
      observed(
        {
          user: principal.user,
          role: principal.role,
          requestId,
          action,
          params: { ...outgoing.params },
          at: ports.now(),
          account: outgoing.account.name,
          region: outgoing.region,
        },
        () => dispatch(outgoing, onSent),
      )

    const maskSecrets = ({ account, region }: OutgoingCall, value: unknown) =>
      masks.masked({ source: serviceIn(account.name, region, params) }, value)

    /** Sends a read; its data has only rows in the user's scope, and `age` is that of the oldest. */
    async function read(outgoing: OutgoingCall) {
      let age: number | undefined
      const sendAndNoteAge = async (outgoingCall: OutgoingCall) => {
        const response = await send(outgoingCall)
        if (response.age !== undefined) age = Math.max(age ?? 0, response.age)
        return response
      }
      const { data, partial } = await readInScope(
        principal.scope,
        outgoing,
        sendAndNoteAge,
        dispatch,
      )
      return { data: await maskSecrets(outgoing, data), partial, age }
    }

    const operation = {
      ...principal,
      ...requested,
      requestId,
      address: peer.address,
      action: action.name,
      target: targetOf(action, params),
    }
    return { params, operation, allow, check, dispatch, send, maskSecrets, read }
  }
}

export type PrepareCall = ReturnType<typeof createPrepareCall>
