import { actions } from '../../../src/contract/index'
import { fromBase64, verify } from '../../wire/sign'
import { malformed, refuse } from '../apiError'
import type { Flat } from '../backend'
import { knownAction } from './dispatch'

/** How far a Timestamp may be from the clock, in milliseconds: api-facts.md 1.1, 4500. */
export const timestampTolerance = 2 * 3600_000

/** The public parameters of a request. */
interface PublicParameters {
  action: string
  secretId: string
  /** Milliseconds since 1970. */
  timestamp: number
  nonce: string
  /** All parameters, the public ones included. */
  flat: Flat
}

/** A request whose signature has been verified. */
export interface Authenticated extends PublicParameters {
  /** The signature's bytes: one signature has several spellings in Base64. */
  signature: Uint8Array
}

const required = ['Action', 'Timestamp', 'Nonce', 'SecretId', 'Signature']

/** The API's own hosts: clients that reach this endpoint by another name may still sign for them. */
const officialHosts = [
  ...new Set(Object.values(actions).map((action) => `${action.host}.api.qcloud.com`)),
]

function readPublic(flat: Flat): PublicParameters {
  const missing = required.filter((name) => !flat[name])
  if (missing.length > 0) {
    throw malformed(10010, `lacked of required parameter(s): ${missing.join(', ')}`)
  }
  const { Action: action = '', Timestamp = '', Nonce: nonce = '', SecretId: secretId = '' } = flat
  for (const [name, text] of Object.entries({ Timestamp, Nonce: nonce })) {
    if (!/^\d{1,20}$/.test(text)) throw malformed(10360, `${name} must be a whole number`)
  }
  return { action, secretId, timestamp: Number(Timestamp) * 1000, nonce, flat }
}

/** Names under which the client may have known this endpoint, the likeliest first. */
function hostsOf(request: Request): Set<string> {
  const url = new URL(request.url)
  const named = [request.headers.get('host'), url.host, url.hostname]
  return new Set([...named.filter((host) => host !== null), ...officialHosts])
}

async function isSigned(request: Request, flat: Flat, secretKey: string): Promise<boolean> {
  const method = request.method === 'POST' ? 'POST' : 'GET'
  for (const host of hostsOf(request)) {
    if (await verify({ method, host, params: flat, secretKey })) return true
  }
  return false
}

/**
 * Reads the public parameters and verifies the signature, in the API's order: all present (4000),
 * action known (6100), SecretId known (4104), Timestamp near the clock (4500), Signature right (4100).
 * Returns the account of the SecretId too.
 */
export async function authenticate<A extends { secretKey: string }>(
  request: Request,
  flat: Flat,
  accountOf: (secretId: string) => A | undefined,
  now: number,
): Promise<{ authenticated: Authenticated; account: A }> {
  const parameters = readPublic(flat)
  const { action, secretId, timestamp } = parameters
  if (!knownAction(action)) {
    throw refuse(6100, `action ${action} is not supported here, check the host name`)
  }
  const account = accountOf(secretId)
  if (!account) throw refuse(4104, 'SecretId does not exist', 10270)
  if (Math.abs(now - timestamp) > timestampTolerance) {
    throw refuse(4500, 'Timestamp is more than 2 hours from the clock of the server')
  }
  const signature = fromBase64(flat.Signature ?? '')
  if (!signature || !(await isSigned(request, flat, account.secretKey))) {
    throw refuse(4100, 'authentication failed: Signature is wrong', 10030)
  }
  return { authenticated: { ...parameters, signature }, account }
}
