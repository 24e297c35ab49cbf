import { requireAvailable } from '../access/availability'
import { requireConfirmed } from '../access/confirmation'
import { requireEffectScope } from '../access/effectScope'
import { narrowed, withinScope } from '../access/listScope'
import type { Principal } from '../access/principal'
import { createSwitches } from '../access/readOnlySwitches'
import { requireWriter } from '../access/roles'
import { requireScope } from '../access/scope'
import type { AuditRecorder } from '../audit/recorder'
import { masked } from '../audit/redact'
import type { Sessions } from '../auth/sessions'
import { createLimits } from '../http/rateLimits'
import { success } from '../http/responses'
import type { Handle } from '../http/routes'
import type { Count } from '../metrics/metrics'
import type { ProxyPorts } from '../ports'
import type { Watch } from '../upstream/accountState'
import type { OutgoingCall } from '../upstream/signedRequest'
import { actionOf, placeOf, readCallRequest, requireValid, targetOf } from './callRequest'
import { createGate } from './concurrency'
import { createDispatch } from './dispatch'
import { fingerprintOf, keyOf, type Repeats } from './idempotency'
import { type CallObservers, createObservedCalls } from './observers'
import { createShared } from './sharedReads'

/**
 * POST /api/call/<Action>. Checks session, allow-list, role, account, region, scope and parameters;
 * for writes also idempotency and confirmation. Then flattens, signs and forwards the call and
 * reads the envelope, for writes within an audit record.
 */
export function createCall(
  ports: ProxyPorts,
  sessions: Sessions,
  record: AuditRecorder,
  repeats: Repeats,
  count: Count,
  observers: CallObservers = {},
  watch?: Watch,
) {
  const forward = createShared(createDispatch(ports, count, watch), ports)
  const observed = createObservedCalls(ports, observers)
  const switches = createSwitches(ports)
  const limits = createLimits(ports.limits, ports.now)
  const gate = createGate()

  const call: Handle = async (context) => {
    const { request, peer, requestId, name } = context
    const principal = await sessions.principal(request, peer)
    const action = actionOf(name)
    const key = action.mutates ? (keyOf(request) ?? requestId) : ''
    const { params: sent, confirm, ...asked } = await readCallRequest(context)
    const params = narrowed(action, sent, principal.scope)
    const dispatch = (outgoing: OutgoingCall, sent = () => {}) =>
      gate(`${principal.session} ${outgoing.account.name}`, async (hasWaited) => {
        // The call may have waited minutes for others, and the user may have lost permission
        // meanwhile.
        const isOld = hasWaited && (action.mutates || !sessions.isFresh(principal))
        if (isOld) await allow(await sessions.principal(request, peer), outgoing)
        sent()
        return forward(outgoing)
      })

    async function allow(asker: Principal, place: Pick<OutgoingCall, 'account' | 'region'>) {
      if (action.mutates) requireWriter(asker, action.name)
      requireScope(asker, { action, ...place }, params)
      if (action.mutates) await switches.requireOpen(place.account, action.name)
    }

    const check = async () => {
      if (action.mutates) requireWriter(principal, action.name)
      const place = placeOf(asked, ports.accounts)
      limits.account(place.account.name, `The account ${place.account.name}`)
      await allow(principal, place)
      requireAvailable(place.account, action)
      requireValid(action, params)
      return { action, ...place, params }
    }
    const confirmed = (outgoing: OutgoingCall) =>
      requireConfirmed(outgoing, params, confirm, dispatch)
    const send = (outgoing: OutgoingCall, sent?: () => void) =>
      observed(
        {
          user: principal.user,
          role: principal.role,
          requestId,
          action,
          params,
          at: ports.now(),
          account: outgoing.account.name,
          region: outgoing.region,
        },
        () => dispatch(outgoing, sent),
      )
    if (!action.mutates) {
      const outgoing = await check()
      await confirmed(outgoing)
      return success(withinScope(action, (await send(outgoing)).data, principal.scope))
    }

    const target = targetOf(action, params)
    const operation = {
      ...principal,
      ...asked,
      requestId,
      address: peer.address,
      action: name,
      target,
    }
    // Unvalidated parameters may contain secrets under any name, so they are not recorded.
    const outgoing = await record.unlessRefused(operation, check)
    const { region } = outgoing
    const fingerprint = await fingerprintOf(outgoing, [params, confirm])
    const claim = { user: principal.user, key, fingerprint, requestId, at: ports.now() }
    return repeats.once(claim, async (sent) => {
      await record.unlessRefused(operation, async () => {
        await requireEffectScope(principal, outgoing, params, dispatch)
        await confirmed(outgoing)
      })
      const envelope = await record.around(
        { ...operation, region, params: masked(action, params) },
        () => send(outgoing, sent),
        ({ codeDesc, message, requestId: cloudRequestId = '' }) => ({
          codeDesc,
          message,
          cloudRequestId,
        }),
      )
      return success(envelope.data)
    })
  }
  return call
}
