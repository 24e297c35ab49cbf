import { requireConfirmed } from '../access/confirmation'
import { requireDeploymentScope } from '../access/deploymentScope'
import { requireEffectScope } from '../access/effectScope'
import type { Principal } from '../access/principal'
import { type Send, withoutMissing } from '../access/readAll'
import type { AuditRecorder } from '../audit/recorder'
import { maskParams } from '../audit/redact'
import type { Sessions } from '../auth/session/sessions'
import { successResponse } from '../http/responses'
import type { RouteHandler } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { createMasks, type Masks } from '../secrets/masks'
import { createSecretLookup } from '../secrets/sources'
import { createUnmask } from '../secrets/unmask'
import type { OutgoingCall } from '../upstream/signedRequest'
import { actionOf, readCallRequest } from './callRequest'
import { fingerprintOf, type IdempotentWrites, keyOf } from './idempotency'
import type { PrepareCall } from './preparedCall'

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
  prepare: PrepareCall,
  masks: Masks = createMasks(ports),
) {
  const unmask = createUnmask(createSecretLookup(ports, masks))

  const call: RouteHandler = async (context) => {
    const { request, peer, requestId, name } = context
    const principal = await sessions.principal(request, peer)
    const action = actionOf(name)
    const key = action.mutates ? (keyOf(request) ?? requestId) : ''
    const { confirm, ...requested } = await readCallRequest(context)
    const { params, operation, allow, check, dispatch, send, maskSecrets, read } = prepare(
      context,
      principal,
      action,
      requested,
    )
    const confirmed = (outgoing: OutgoingCall) =>
      requireConfirmed(outgoing, params, confirm, dispatch)
    if (!action.mutates) {
      const outgoing = await record.unlessForbidden(operation, check)
      await confirmed(outgoing)
      const { data, partial, age } = await read(outgoing)
      const headers = age === undefined ? undefined : { Age: String(age) }
      return successResponse(data, headers, partial && { partial })
    }

    // Parameters that fail validation may contain secrets under any name, so they are not recorded.
    const asSent = await record.unlessRefused(operation, check)
    const { region } = asSent
    const fingerprint = await fingerprintOf(asSent, [params, confirm])
    const { user, scope } = principal
    const claim = { user, key, fingerprint, requestId, at: ports.now(), scope }
    const allowEffects = async (asker: Principal, readOther: Send, isRepeated = false) => {
      await requireEffectScope(asker, asSent, params, readOther, isRepeated)
      await requireDeploymentScope(asker, asSent, params, readOther, ports.store)
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
