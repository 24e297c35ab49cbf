import type { Fault } from '../../../src/contract/rules/faults'
import { findDrift } from '../../wire/conform'
import { requireAvailable } from '../access/availability'
import { Problem } from '../http/problem'
import type { CallCounter } from '../metrics/metrics'
import type { ProxyPorts } from '../ports'
import type { CallOutcomeListener } from '../upstream/accountState'
import type { EndpointResponse } from '../upstream/answer'
import { type Circuits, createCircuits } from '../upstream/circuits'
import { createForward } from '../upstream/forward'
import { refusal } from '../upstream/refusal'
import type { OutgoingCall } from '../upstream/signedRequest'

/** Minimum milliseconds between two checks of an action's responses against the contract. */
const checkInterval = 50

/** Array indexes are removed: `services.3.image` and `services.4.image` are the same drift. */
const kindOf = ({ path, rule }: Fault) => `${path.replace(/\.\d+(?=\.|$)/g, '.n')} ${rule}`

export interface DispatchOptions {
  watch?: CallOutcomeListener | undefined
  /** Shared by all calls of the console. */
  circuits?: Circuits | undefined
  /** Sends calls even if the circuit is open. */
  isForced?: boolean
}

/**
 * Sends a call, counts its outcome and turns refusals of the API into problems. Passes on a
 * response that deviates from the contract, and logs each deviation once per process.
 */
export function createDispatch(
  ports: ProxyPorts,
  count: CallCounter,
  { watch = () => {}, circuits = createCircuits(ports), isForced = false }: DispatchOptions = {},
) {
  const forward = createForward(ports, (call) => circuits.enter(call, isForced))
  const logged = new Set<string>()

  /**
   * Time of the last check by action; checking each of thousands of responses would be too
   * expensive.
   */
  const compared = new Map<string, number>()

  function logDrift({ action, account }: OutgoingCall, data: unknown) {
    const at = ports.now()
    const comparisonKey = `${account.name} ${action.name}`
    const comparedAt = compared.get(comparisonKey)
    if (comparedAt !== undefined && at >= comparedAt && at - comparedAt < checkInterval) return
    compared.set(comparisonKey, at)
    for (const kind of new Set(findDrift(action, data).map(kindOf))) {
      const key = `${account.name} ${action.name} ${kind}`
      if (logged.has(key)) continue
      logged.add(key)
      ports.log({ event: 'drift', account: account.name, action: action.name, difference: kind })
    }
  }

  return async (call: OutgoingCall): Promise<EndpointResponse> => {
    requireAvailable(call.account, call.action)
    const { name } = call.action
    let date: string | undefined
    try {
      const envelope = await count.timed(name, forward(call))
      date = envelope.date
      if (envelope.code !== 0) throw refusal(call, envelope, ports.now())
      count('upstream', name, 'ok')
      watch(call, { date })
      logDrift(call, envelope.data)
      return envelope
    } catch (error) {
      const isOwn = error instanceof Problem && error.code === error.status
      const outcome = error instanceof Problem ? (isOwn ? error.codeDesc : error.code) : 'failure'
      count('upstream', name, String(outcome))
      watch(call, { date, error })
      throw error
    }
  }
}
