import { flatPairs } from '../../wire/flatten'
import { isSecret } from '../audit/redact'
import { type ProxyPorts, TransportError } from '../ports'
import { type EndpointResponse, noResponseProblem, parseResponse } from './answer'
import { type CircuitEntry, createCircuits } from './circuits'
import { type OutgoingCall, type SigningMode, signedRequest } from './signedRequest'

/** Longest query string of a GET; the API accepts 32 KB in total (api-facts.md 2). */
const maxQueryLength = 16 * 1024

const signedPost: SigningMode = { method: 'POST', skipsFiles: false }

/** Parameters that may hold passwords of services. */
const secretSettings = /(^|\.)(envs\.\d+\.value|arguments\.\d+|command|cmd)$/

/** Whether a value begins with `@`, which SDKs read as a file name. */
const hasFileLikeValue = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.startsWith('@')
    : typeof value === 'object' &&
      value !== null &&
      (Array.isArray(value) ? value : Object.values(value)).some(hasFileLikeValue)

/**
 * Returns the ways to send a call; the second is used if the first is refused with 4100. On POST,
 * SDKs omit values that begin with `@` from the signed string, and endpoints differ (api-facts.md
 * 2). A GET can be signed in only one way, but its URL may be logged, so it must not contain
 * secrets.
 */
function signingModesFor({
  action,
  account,
  params,
}: OutgoingCall): readonly [SigningMode, SigningMode?] {
  if (!hasFileLikeValue(params)) return [signedPost]
  const flat = flatPairs(params)
  const hasSecret =
    account.token !== undefined ||
    flat.some(([name]) => isSecret(action, name) || secretSettings.test(name))
  const length = new URLSearchParams(Object.fromEntries(flat)).toString().length
  if (!hasSecret && length < maxQueryLength) return [{ method: 'GET', skipsFiles: false }]
  return [signedPost, { method: 'POST', skipsFiles: true }]
}

/** The request did not arrive or its response was lost, so a read may be retried. */
const isBroken = (error: unknown) =>
  error instanceof TransportError && (error.kind === 'unreachable' || error.kind === 'closed')

/**
 * Signs a call, sends it to the account's endpoint and parses the envelope. Retries a read once if
 * the connection fails. Retries a write only after 4100, which means that it was not executed.
 * Throws Problem if the API sends no valid response.
 */
export function createForward(
  ports: ProxyPorts,
  enter: (call: OutgoingCall) => CircuitEntry = createCircuits(ports).enter,
) {
  async function sendOnce(call: OutgoingCall, way: SigningMode): Promise<EndpointResponse> {
    const { request, signature } = await signedRequest(call, way, ports)
    return parseResponse(call, await ports.transport(request), signature)
  }

  async function attempt(call: OutgoingCall, way: SigningMode): Promise<EndpointResponse> {
    try {
      return await sendOnce(call, way)
    } catch (error) {
      if (call.action.mutates || !isBroken(error)) throw error
      return sendOnce(call, way)
    }
  }

  return async (call: OutgoingCall): Promise<EndpointResponse> => {
    const [first, second] = signingModesFor(call)
    const entry = enter(call)
    let hasTimedOut = false
    try {
      const envelope = await attempt(call, first)
      return envelope.code === 4100 && second ? await attempt(call, second) : envelope
    } catch (error) {
      hasTimedOut = error instanceof TransportError && error.kind === 'timeout'
      throw error instanceof TransportError ? noResponseProblem(call, error) : error
    } finally {
      if (hasTimedOut) entry.timedOut()
      else entry.answered()
    }
  }
}
