import { unavailableReasonOf } from '../../../src/contract/rules/unavailable'
import { monitorCodes } from '../../../src/contract/tables/monitorCodes'
import { flatPairs } from '../../wire/flatten'
import { withoutSecrets, withoutSignedString } from '../audit/redact'
import { type Field, Problem } from '../http/problem'
import { type EndpointResponse, outcomeUnknown } from './answer'
import { endpointOf } from './endpointUrl'
import { fieldAtFault, parameterNames } from './refusedField'
import type { OutgoingCall } from './signedRequest'
import { httpStatuses } from './statuses'

const { SourceNotExists, Invalid, Missing, ExceedLimit, DimensionGroup } = monitorCodes

/** Codes whose message names a parameter. */
const parameterCodes: readonly number[] = [
  4000,
  ...[SourceNotExists, Invalid, Missing, ExceedLimit, DimensionGroup].map(({ code }) => code),
]

/** Codes that concern the console's clock: the endpoint refused the Timestamp or the Nonce. */
const clockCodes = [4200, 4500]

/**
 * Describes the difference between the console's and the endpoint's clock, if the endpoint sent its
 * time.
 */
function clockAdvice(date: string | undefined, now: number): string {
  const endpointTime = Date.parse(date ?? '')
  const seconds = Math.round((now - endpointTime) / 1000)
  if (Number.isNaN(seconds)) return 'Check the clock of the machine that runs Gantry.'
  if (Math.abs(seconds) < 60) return 'The clocks agree: try again.'
  const way = seconds > 0 ? 'ahead of' : 'behind'
  return `The clock of the machine that runs Gantry is ${Math.abs(seconds)} s ${way} the endpoint's: correct it, e.g. by NTP.`
}

/** Internal error of the cloud: the call may have been executed. */
const failed = 6000

/** Advice on refusals that concern the console's configuration rather than the request. */
function advice(
  { account, action }: OutgoingCall,
  code: number,
  date: string | undefined,
  now: number,
) {
  const accountLabel = `Account ${account.name}`
  if (code === failed && action.mutates) return outcomeUnknown(action.name)
  if (clockCodes.includes(code)) return `${accountLabel}: ${clockAdvice(date, now)}`
  if (code >= 4100 && code < 4200 && httpStatuses[code] === undefined) {
    return `${accountLabel}: the cloud refuses the console's key. Check its secretId, secretKey and token in the file of GANTRY_ACCOUNTS, and that the key is enabled in the cloud.`
  }
  return ''
}

/**
 * Returns the parameter that a refusal's message names: preferably at its start, and the longest
 * match, so that `a.0.b` wins over `a`.
 */
function fieldsOf(
  { action, params }: OutgoingCall,
  envelope: EndpointResponse,
  message: string,
): Field[] {
  const name = action.target.at(-1)
  // A name conflict concerns the name field.
  if (/ExistAlready|AlreadyExist/.test(envelope.codeDesc) && name) return [{ path: name, message }]
  const parametersAtFault = fieldAtFault(action, envelope.codeDesc)
  if (parametersAtFault !== undefined) return [{ path: parametersAtFault, message }]
  if (!parameterCodes.includes(envelope.code)) return []
  const declared = parameterNames(action)
  const messageWords = new Set(
    message.match(/[A-Za-z_][\w.]*/g)?.map((word) => word.replace(/\.+$/, '')),
  )
  const mentionedParams = [...flatPairs(params).map(([name]) => name), ...declared].filter((name) =>
    messageWords.has(name),
  )
  const startsMessage = (name: string) => (message.startsWith(name) ? 1 : 0)
  const [path] = mentionedParams.toSorted(
    (a, b) => startsMessage(b) - startsMessage(a) || b.length - a.length,
  )
  return path === undefined ? [] : [{ path, message }]
}

/** Returns the problem for a refusal of the cloud: the API's code and message, with advice. */
export function refusal(call: OutgoingCall, envelope: EndpointResponse, now: number) {
  const { code, codeDesc, requestId, date } = envelope
  const received = withoutSignedString(envelope.message, endpointOf(call.action, call.account))
  const message = withoutSecrets(received, call.action, call.params)
  const refusalText = message || `The cloud refused ${call.action.name}.`
  const nextStep = advice(call, code, date, now)
  const fullMessage =
    nextStep === '' ? refusalText : `${refusalText.replace(/[.。]?$/, '.')} ${nextStep}`
  return new Problem(httpStatuses[code] ?? 502, codeDesc, fullMessage, {
    code,
    fields: fieldsOf(call, envelope, message),
    isOutcomeUnknown: code === failed && call.action.mutates,
    cloudRequestId: requestId,
    reason: unavailableReasonOf(code, message),
  })
}
