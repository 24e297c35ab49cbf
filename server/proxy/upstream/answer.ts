import { type Envelope, readEnvelope } from '../../wire/envelope'
import { withoutCredentials, withoutOpaqueCredentials } from '../audit/redact'
import { isTooDeep } from '../http/depth'
import { Problem } from '../http/problem'
import type { Account, OutgoingResponse, TransportError } from '../ports'
import { endpointOf } from './endpointUrl'
import type { OutgoingCall } from './signedRequest'

/**
 * A response of the API, and the endpoint's time if it sent one. `age`: seconds since its data was
 * current, if the endpoint says so.
 */
export type EndpointResponse = Envelope & { date?: string; age?: number }

const checkEndpoint =
  'Check that the endpoint in the file that GANTRY_ACCOUNTS names is correct and running.'

/** Appended to the message of a write with an unknown outcome. */
export const outcomeUnknown = (name: string) =>
  `The outcome of ${name} is unknown. Check the current state before you repeat it.`

/**
 * Returns the problem for a missing or invalid response: names the account and the host, suggests a
 * remedy, and marks the outcome of a write that may have arrived as unknown.
 */
function problem(
  { action, account }: OutgoingCall,
  [status, codeDesc]: readonly [status: number, codeDesc: string],
  what: string,
  next: string,
  mayBeDone: boolean,
): Problem {
  const endpointLabel = `Account ${account.name}: the endpoint ${endpointOf(action, account).host}`
  const isOutcomeUnknown = action.mutates && mayBeDone
  const fate = !action.mutates
    ? ''
    : mayBeDone
      ? ` ${outcomeUnknown(action.name)}`
      : ` ${action.name} was not carried out.`
  return new Problem(status, codeDesc, `${endpointLabel} ${what} ${next}${fate}`, {
    isOutcomeUnknown,
  })
}

/** The problem for a call without a complete response. */
export function noResponseProblem(
  call: OutgoingCall,
  { kind, isSent, message }: TransportError,
): Problem {
  switch (kind) {
    case 'timeout': {
      const what = 'did not respond in time.'
      return problem(call, [504, 'UpstreamSlow'], what, 'Try again later.', isSent)
    }
    case 'tooLarge': {
      const what = 'sent a response larger than 8 MiB.'
      return problem(call, [502, 'UpstreamBadAnswer'], what, 'Request less at once.', true)
    }
    case 'closed': {
      const what = `closed the connection (${message}).`
      return problem(call, [502, 'UpstreamDown'], what, checkEndpoint, isSent)
    }
    case 'unreachable': {
      const what = `cannot be reached (${message}).`
      return problem(call, [502, 'UpstreamDown'], what, checkEndpoint, isSent)
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function targetOf(location: string | undefined, base: URL): string {
  const url = location !== undefined && URL.canParse(location, base.href) && new URL(location, base)
  return url && url.origin !== 'null' ? ` to ${url.origin}` : ''
}

function kindOf({ body, contentType }: OutgoingResponse): string {
  if (body.trim() === '') return 'an empty body'
  if (/html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(body)) return 'a web page'
  if (jsonOf(body) !== undefined) return 'JSON that is not a response of the API'
  return /^\s*[{[]/.test(body) ? 'incomplete JSON' : 'a body that is not JSON'
}

/** Only refusals are masked: they are displayed and stored, and short enough to scan. */
const withoutCredentialsIn = (envelope: Envelope, account: Account): Envelope => ({
  ...envelope,
  codeDesc: withoutOpaqueCredentials(envelope.codeDesc, account),
  message: withoutOpaqueCredentials(envelope.message, account),
})

/**
 * Parses a response, or throws its problem. Masks credentials and signatures that an endpoint
 * echoes.
 */
export function parseResponse(
  call: OutgoingCall,
  answer: OutgoingResponse,
  signature: string,
): EndpointResponse {
  const { action, account } = call
  const { status, location, date, age } = answer
  if (status >= 300 && status < 400) {
    const redactedLocation = location && withoutCredentials(location, account, signature)
    const what = `redirects${targetOf(redactedLocation, endpointOf(action, account))}, and redirects are not followed.`
    const advice = 'Enter the final address in the file that GANTRY_ACCOUNTS names.'
    // Only 307 and 308 mean that the request was not executed; other redirects may point to the
    // result of the execution.
    const isElsewhere = status === 307 || status === 308
    throw problem(call, [502, 'UpstreamRedirect'], what, advice, !isElsewhere)
  }
  const text = withoutCredentials(answer.body, account, signature)
  const value = jsonOf(text)
  const envelope = isTooDeep(text, value) ? undefined : readEnvelope(action, value)
  if (envelope && (status === 200 || (status >= 400 && envelope.code !== 0))) {
    const endpointResponse: EndpointResponse =
      envelope.code === 0 ? envelope : withoutCredentialsIn(envelope, account)
    if (date !== undefined) endpointResponse.date = date
    if (age !== undefined && /^\d{1,9}$/.test(age)) endpointResponse.age = Number(age)
    return endpointResponse
  }
  if (status !== 200) {
    const what = `answered with HTTP status ${status}.`
    throw problem(call, [502, 'UpstreamStatus'], what, checkEndpoint, status < 400 || status >= 500)
  }
  const what = `answered with ${kindOf(answer)}.`
  throw problem(call, [502, 'UpstreamBadAnswer'], what, checkEndpoint, true)
}
