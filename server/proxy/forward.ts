import type { Action } from '../../src/contract/action'
import type { Envelope } from '../wire/envelope'
import { flatten } from '../wire/flatten'
import { apiPath, sign } from '../wire/sign'
import { type Account, type OutgoingRequest, type ProxyPorts, TransportError } from './ports'
import { Problem } from './problem'
import { problemsOf } from './upstream'

const timeout = { read: 15_000, write: 30_000 }
/** Longest query of a GET; GET has at most 32 KB (api-facts.md 2). */
const longestQuery = 16_384

type Flat = Readonly<Record<string, string>>

function endpointOf(action: Action, account: Account): URL {
  const configured = account.endpoints[action.host]
  if (!configured) {
    throw new Problem(
      501,
      'NoEndpoint',
      `Account ${account.name} has no endpoint for ${action.host}, which answers ${action.name}. Add it to the configuration of the account.`,
    )
  }
  const url = new URL(configured)
  if (url.pathname === '/') url.pathname = apiPath
  return url
}

/** A positive whole number of at most 2^53: every endpoint reads it. */
function nonce(bytes: Uint8Array): string {
  let value = 0
  for (const byte of bytes.subarray(0, 6)) value = value * 256 + byte
  return String(value + 1)
}

interface Way {
  method: 'GET' | 'POST'
  /** Leaves values that begin with `@` out of the signed string, as the vendor's SDKs do on POST. */
  skipsFiles: boolean
}

/**
 * SDKs leave values that begin with `@` out of what they sign on POST, and endpoints differ. A GET is
 * signed in one way only; but secrets must not get into the logs of an endpoint as part of a URL.
 */
function waysFor(action: Action, flat: Flat): [Way, Way?] {
  const files = Object.entries(flat).filter(([, value]) => value.startsWith('@'))
  const post: Way = { method: 'POST', skipsFiles: false }
  if (files.length === 0) return [post]
  const isSecret = files.some(([name]) => action.secrets.includes(name))
  const length = new URLSearchParams(flat).toString().length
  if (!isSecret && length < longestQuery) return [{ method: 'GET', skipsFiles: false }]
  return [post, { method: 'POST', skipsFiles: true }]
}

/**
 * Signs a call and sends it to the account's endpoint. Each attempt has a Nonce and a Timestamp of its
 * own. Reads go out once more when the connection fails; writes only after 4100, which says that
 * nothing was done. Throws Problem where there is no answer of the API.
 */
export function createForward({ transport, now, randomBytes }: ProxyPorts) {
  async function attempt(
    action: Action,
    account: Account,
    region: string,
    flat: Flat,
    way: Way,
  ): Promise<Envelope> {
    const url = endpointOf(action, account)
    const params: Record<string, string> = {
      ...flat,
      Action: action.name,
      Region: region,
      Timestamp: String(Math.floor(now() / 1000)),
      Nonce: nonce(randomBytes(6)),
      SecretId: account.secretId,
      SignatureMethod: account.signatureMethod,
      ...(account.token !== undefined && { Token: account.token }),
    }
    const signed = way.skipsFiles
      ? Object.fromEntries(Object.entries(params).filter(([, value]) => !value.startsWith('@')))
      : params
    params.Signature = await sign({
      method: way.method,
      host: url.host,
      path: url.pathname,
      params: signed,
      secretKey: account.secretKey,
    })
    const form = new URLSearchParams(params).toString()
    const timeoutMs = action.mutates ? timeout.write : timeout.read
    const request: OutgoingRequest =
      way.method === 'GET'
        ? { method: 'GET', url: `${url.href}?${form}`, headers: {}, timeoutMs }
        : {
            method: 'POST',
            url: url.href,
            headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
            body: form,
            timeoutMs,
          }
    const problems = problemsOf(action, account, url.href)
    try {
      return problems.read(await transport(request))
    } catch (error) {
      if (error instanceof TransportError) throw problems.ofTransport(error)
      throw error
    }
  }

  async function send(
    action: Action,
    account: Account,
    region: string,
    params: object,
  ): Promise<Envelope> {
    const flat = flatten(params)
    const [first, second] = waysFor(action, flat)
    const envelope = await attempt(action, account, region, flat, first)
    return envelope.code === 4100 && second
      ? attempt(action, account, region, flat, second)
      : envelope
  }

  return async (action: Action, account: Account, region: string, params: object) => {
    try {
      return await send(action, account, region, params)
    } catch (error) {
      const isDown = error instanceof Problem && error.codeDesc === 'UpstreamDown'
      if (!isDown || action.mutates) throw error
      return send(action, account, region, params)
    }
  }
}

export type Forward = ReturnType<typeof createForward>
