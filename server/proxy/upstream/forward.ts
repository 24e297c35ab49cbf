import { flatPairs } from '../../wire/flatten'
import { isSecret } from '../audit/redact'
import { type ProxyPorts, TransportError } from '../ports'
import { type Heard, noAnswer, readAnswer } from './answer'
import { type Outgoing, signedRequest, type Way } from './signedRequest'

/** Longest query of a GET; the API takes 32 KB in all (api-facts.md 2). */
const longestQuery = 16 * 1024

const post: Way = { method: 'POST', skipsFiles: false }

/** Values that people keep passwords of their services in. */
const environment = /(^|\.)envs\.\d+\.value$/

/** Whether a value begins with `@`, which SDKs take for the name of a file. */
const hasFile = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.startsWith('@')
    : typeof value === 'object' &&
      value !== null &&
      (Array.isArray(value) ? value : Object.values(value)).some(hasFile)

/**
 * Ways to send a call, the second for when the first is answered with 4100. SDKs leave values that
 * begin with `@` out of what they sign on POST, and endpoints differ (api-facts.md 2). A GET is signed
 * in one way only; but a URL ends up in logs, so no secret may be in it.
 */
function waysFor({ action, account, params }: Outgoing): readonly [Way, Way?] {
  if (!hasFile(params)) return [post]
  const flat = flatPairs(params)
  const hasSecret =
    account.token !== undefined ||
    flat.some(([name]) => isSecret(action, name) || environment.test(name))
  const length = new URLSearchParams(Object.fromEntries(flat)).toString().length
  if (!hasSecret && length < longestQuery) return [{ method: 'GET', skipsFiles: false }]
  return [post, { method: 'POST', skipsFiles: true }]
}

/** The request may not have arrived: the same read may go out again. */
const isBroken = (error: unknown) =>
  error instanceof TransportError && (error.kind === 'unreachable' || error.kind === 'closed')

/**
 * Signs a call, sends it to the account's endpoint and reads the envelope. A read goes out once more
 * when the connection fails; a write goes out again only after 4100, which says that nothing was done.
 * Throws Problem where there is no answer of the API.
 */
export function createForward(ports: ProxyPorts) {
  async function once(call: Outgoing, way: Way): Promise<Heard> {
    const { request, signature } = await signedRequest(call, way, ports)
    return readAnswer(call, await ports.transport(request), signature)
  }

  async function attempt(call: Outgoing, way: Way): Promise<Heard> {
    try {
      return await once(call, way)
    } catch (error) {
      if (call.action.mutates || !isBroken(error)) throw error
      return once(call, way)
    }
  }

  return async (call: Outgoing): Promise<Heard> => {
    const [first, second] = waysFor(call)
    try {
      const envelope = await attempt(call, first)
      return envelope.code === 4100 && second ? await attempt(call, second) : envelope
    } catch (error) {
      throw error instanceof TransportError ? noAnswer(call, error) : error
    }
  }
}
