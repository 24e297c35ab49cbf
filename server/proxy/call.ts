import { flatPairs } from '../wire/flatten'
import type { Watch } from './accountState'
import { success } from './answer'
import { actionOf, placeOf, readAsked, requireValid, targetOf } from './callRequest'
import { requireConfirmed } from './confirm'
import { createDispatch } from './dispatch'
import { createGate } from './gate'
import { hmac, sha256 } from './hex'
import { createLimits } from './limits'
import type { Count } from './metrics'
import type { ProxyPorts } from './ports'
import { requireReach } from './reach'
import { narrowed, withinReach } from './reachOfLists'
import { requireTriggerReach } from './reachOfTriggers'
import type { Record } from './record'
import { masked } from './redact'
import { createRepeats, keyOf } from './repeats'
import { requireWriter } from './roles'
import type { Handle } from './routes'
import type { Sessions } from './session'
import { createShared } from './shared'
import type { Outgoing } from './signed'
import { createSwitches } from './switches'
import { createWitnessed, type Witnesses } from './witness'

/**
 * POST /api/call/<Action>: session, allow-list, role, account, region and reach, validation; of a write,
 * whether it is a repeat, and confirmation; then, between the two halves of its audit row where it is a
 * write, flatten, sign, forward and read the envelope.
 */
export function createCall(
  ports: ProxyPorts,
  sessions: Sessions,
  record: Record,
  count: Count,
  witnesses: Witnesses = {},
  watch?: Watch,
) {
  const forward = createShared(createDispatch(ports, count, watch), ports)
  const witnessed = createWitnessed(ports, witnesses)
  const switches = createSwitches(ports)
  const limits = createLimits(ports.limits, ports.now)
  const gate = createGate()
  const repeats = createRepeats(ports)

  const call: Handle = async ({ request, peer, requestId, name }) => {
    const person = await sessions.person(request, peer)
    const action = actionOf(name)
    const key = action.mutates ? (keyOf(request) ?? requestId) : ''
    const { params: sent, confirm, ...asked } = await readAsked(request)
    const params = narrowed(action, sent, person.reach)
    const dispatch = (outgoing: Outgoing) =>
      gate(`${person.session} ${outgoing.account.name}`, () => forward(outgoing))

    const check = async () => {
      if (action.mutates) requireWriter(person, action.name)
      const place = placeOf(asked, ports.accounts)
      limits.account(place.account.name, `The account ${place.account.name}`)
      requireReach(person, { action, ...place }, params)
      if (action.mutates) await switches.requireOpen(place.account, action.name)
      requireValid(action, params)
      return { action, ...place, flat: flatPairs(params) }
    }
    const confirmed = (outgoing: Outgoing) => requireConfirmed(outgoing, params, confirm, dispatch)
    const send = (outgoing: Outgoing) =>
      witnessed(
        {
          user: person.user,
          role: person.role,
          requestId,
          action,
          params,
          at: ports.now(),
          account: outgoing.account.name,
          region: outgoing.region,
        },
        () => dispatch(outgoing),
      )
    if (!action.mutates) {
      const outgoing = await check()
      await confirmed(outgoing)
      return success(withinReach(action, (await send(outgoing)).data, person.reach))
    }

    const target = targetOf(action, params)
    const deed = { ...person, ...asked, requestId, address: peer.address, action: name, target }
    // What was not validated may hold a secret under any name, so it is not kept.
    const outgoing = await record.unlessRefused(deed, check)
    const { account, region } = outgoing
    const said = JSON.stringify([name, account.name, region, params, confirm])
    // A bare hash of a password could be tried against others; of anything else it outlives the account's key.
    const hasSecrets = action.secrets.length > 0
    const fingerprint = await (hasSecrets ? hmac(account.secretKey, said) : sha256(said))
    const claim = { user: person.user, key, fingerprint, requestId, at: ports.now() }
    return repeats.once(claim, async (sent) => {
      await record.unlessRefused(deed, async () => {
        await requireTriggerReach(person, outgoing, params, dispatch)
        await confirmed(outgoing)
      })
      const envelope = await record.around(
        { ...deed, region, params: masked(action, params) },
        () => {
          sent()
          return send(outgoing)
        },
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
