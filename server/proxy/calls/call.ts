import { requireAvailable } from '../access/availability'
import { requireConfirmed } from '../access/confirmation'
import { requireDeploymentScope } from '../access/deploymentScope'
import { requireEffectScope } from '../access/effectScope'
import { narrowToScope } from '../access/lists/listScope'
import { readInScope } from '../access/lists/scopedRead'
import type { Principal } from '../access/principal'
import { type Send, withoutMissing } from '../access/readAll'
import { createSwitches } from '../access/readOnlySwitches'
import { requireWriter } from '../access/roles'
import { requireScope } from '../access/scope'
import type { AuditRecorder } from '../audit/recorder'
import { maskParams } from '../audit/redact'
import type { Sessions } from '../auth/session/sessions'
import { createLimits } from '../http/rateLimits'
import { successResponse } from '../http/responses'
import type { RouteHandler } from '../http/routes'
import type { CallCounter } from '../metrics/metrics'
import type { ProxyPorts } from '../ports'
import { createMasks, type Masks, serviceIn } from '../secrets/masks'
import { createSecretLookup } from '../secrets/sources'
import { createUnmask } from '../secrets/unmask'
import type { OutgoingCall } from '../upstream/signedRequest'
import { actionOf, readCallRequest, requireValid, resolveLocation, targetOf } from './callRequest'
import { createCallGate } from './concurrency'
import { createDispatch, type DispatchOptions } from './dispatch'
import { fingerprintOf, type IdempotentWrites, keyOf } from './idempotency'
import { type CallObservers, createObservedCalls } from './observers'
import { createSharedReads } from './sharedReads'

const laneOf = ({ user }: Principal, { account, region }: OutgoingCall) => ({
  user,
  account: account.name,
  region,
})

/**
 * POST /api/call/<Action>. Checks the session, the contract, role, account, region, scope and
 * parameters; for writes also idempotency and confirmation. Then flattens, signs and sends the call
 * and parses the response's envelope. Writes run within an audit record.
 */
export function createCall(
  ports: ProxyPorts,
  sessions: Sessions,
  record: AuditRecorder,
  repeats: IdempotentWrites,
  count: CallCounter,
  observers: CallObservers = {},
  { watch, circuits }: DispatchOptions = {},
  masks: Masks = createMasks(ports),
) {
  const forward = createSharedReads(createDispatch(ports, count, { watch, circuits }), ports)
  const observed = createObservedCalls(ports, observers)
  const switches = createSwitches(ports)
  const limits = createLimits(ports.limits, ports.now)
  const gate = createCallGate()
  const unmask = createUnmask(createSecretLookup(ports, masks))

  const call: RouteHandler = async (context) => {
    const { request, peer, requestId, name } = context
    const principal = await sessions.principal(request, peer)
    const action = actionOf(name)
    const key = action.mutates ? (keyOf(request) ?? requestId) : ''
    const { params: sent, confirm, ...asked } = await readCallRequest(context)
    const params = narrowToScope(action, sent, principal.scope)
    const dispatch = (outgoing: OutgoingCall, sent = () => {}) =>
      gate(laneOf(principal, outgoing), async (hasWaited) => {
        // The call may have waited for minutes, during which the user may have lost the permission.
        const isOld = hasWaited && (action.mutates || !sessions.isFresh(principal))
        const asker = () => (action.mutates ? sessions.current : sessions.principal)(request, peer)
        if (isOld) await allow(await asker(), outgoing)
        sent()
        return forward(outgoing)
      })

    async function allow(asker: Principal, place: Pick<OutgoingCall, 'account' | 'region'>) {
      if (action.mutates) requireWriter(asker, action.name)
      requireScope(asker, { action, ...place }, params)
      if (action.mutates) await switches.requireWritable(place.account, action.name)
    }

    const check = async () => {
      if (action.mutates) requireWriter(principal, action.name)
      const location = resolveLocation(asked, ports.accounts, principal)
      const { account, region } = location
      limits.account(account.name, `The account ${account.name}`)
      limits.region(`${account.name} ${region}`, `The region ${region} of ${account.name}`)
      await allow(principal, location)
      requireAvailable(location.account, action)
      requireValid(action, params)
      return { action, ...location, params }
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
          params: { ...outgoing.params },
          at: ports.now(),
          account: outgoing.account.name,
          region: outgoing.region,
        },
        () => dispatch(outgoing, sent),
      )
    const maskSecrets = ({ account, region }: OutgoingCall, value: unknown) =>
      masks.masked({ source: serviceIn(account.name, region, params) }, value)
    const target = targetOf(action, params)
    const operation = {
      ...principal,
      ...asked,
      requestId,
      address: peer.address,
      action: name,
      target,
    }
    if (!action.mutates) {
      const outgoing = await record.unlessForbidden(operation, check)
      await confirmed(outgoing)
      let oldest: number | undefined
      const sendAndNoteAge = async (outgoingCall: OutgoingCall) => {
        const response = await send(outgoingCall)
        const { age = oldest } = response
        if (age !== undefined) oldest = Math.max(oldest ?? 0, age)
        return response
      }
      const read = await readInScope(principal.scope, outgoing, sendAndNoteAge, dispatch)
      const { data, partial } = read
      const headers = oldest === undefined ? undefined : { Age: String(oldest) }
      return successResponse(await maskSecrets(outgoing, data), headers, partial && { partial })
    }

    // Parameters that fail validation may contain secrets under any name, so they are not recorded.
    const asSent = await record.unlessRefused(operation, check)
    const { region } = asSent
    const fingerprint = await fingerprintOf(asSent, [params, confirm])
    const { user, scope } = principal
    const claim = { user, key, fingerprint, requestId, at: ports.now(), scope }
    const allowEffects = async (asker: Principal, read: Send, isRepeated = false) => {
      await requireEffectScope(asker, asSent, params, read, isRepeated)
      await requireDeploymentScope(asker, asSent, params, read, ports.store)
    }
    const recheck = () =>
      record.unlessRefused(operation, async () => {
        const asker = await sessions.current(request, peer)
        await allow(asker, asSent)
        // The first call may have deleted the resource whose effects this check reads.
        await allowEffects(asker, withoutMissing(dispatch), true)
      })
    return repeats.once(claim, recheck, async (sent) => {
      const outgoing = await record.unlessRefused(operation, async () => {
        await allowEffects(principal, dispatch)
        await confirmed(asSent)
        return { ...asSent, params: await unmask(principal, params, dispatch) }
      })
      const recordedParams = await maskSecrets(outgoing, maskParams(action, outgoing.params))
      const envelope = await record.around(
        { ...operation, region, params: recordedParams },
        () => send(outgoing, sent),
        ({ codeDesc, message, requestId: cloudRequestId = '' }) => ({
          codeDesc,
          message,
          cloudRequestId,
        }),
      )
      return successResponse(await maskSecrets(outgoing, envelope.data))
    })
  }
  return call
}
