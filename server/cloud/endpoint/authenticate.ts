import { fromBase64 } from '../../wire/sign'
import { malformed, refuse } from '../apiError'
import type { Flat } from '../backend'
import { knownAction } from './dispatch'
import { checkHost, checkSignature } from './hosts'

/** Maximum difference between Timestamp and clock, in milliseconds: api-facts.md 1.1, 4500. */
export const timestampTolerance = 2 * 3600_000

/** The public parameters of a request. */
interface PublicParameters {
  action: string
  secretId: string
  /** Milliseconds since 1970. */
  timestamp: number
  nonce: string
  /** All parameters, including the public ones. */
  flat: Flat
}

/** A request whose signature has been verified. */
export interface AuthenticatedRequest extends PublicParameters {
  /** The signature's decoded bytes, because Base64 can encode one signature in several ways. */
  signature: Uint8Array
}

const requiredParameters = ['Action', 'Timestamp', 'Nonce', 'SecretId', 'Signature']

/** A public parameter spelled in a value. */
const spelledParameter =
  /&(Action|Region|Timestamp|Nonce|SecretId|Signature|SignatureMethod|Token|RequestClient|Version)=/

/**
 * Refuses values that spell a public parameter: the API signs names and values unencoded, so one
 * value `x&Region=sh` and two parameters have the same signature. Settings of containers may contain
 * presigned URLs; their names sort after all public parameters, which rules out a second reading.
 */
function rejectSpelledParameters(flat: Flat): void {
  for (const [name, value] of Object.entries(flat)) {
    const [, spelled] = name.startsWith('containers') ? [] : (spelledParameter.exec(value) ?? [])
    if (spelled !== undefined) throw malformed(10350, `${name} must not contain &${spelled}=`)
  }
}

function readPublic(flat: Flat): PublicParameters {
  const missing = requiredParameters.filter((name) => !flat[name])
  if (missing.length > 0) {
    throw malformed(10010, `lacked of required parameter(s): ${missing.join(', ')}`)
  }
  rejectSpelledParameters(flat)
  const { Action: action = '', Timestamp = '', Nonce: nonce = '', SecretId: secretId = '' } = flat
  if (!/^\d{1,20}$/.test(Timestamp)) throw malformed(10360, 'Timestamp must be a whole number')
  // Some clients send the unrounded result of their random function as Nonce, e.g. 0.82.
  if (!/^\d{1,20}(\.\d{1,20})?$/.test(nonce)) throw malformed(10360, 'Nonce must be a number')
  return { action, secretId, timestamp: Number(Timestamp) * 1000, nonce, flat }
}

/**
 * Reads the public parameters and verifies the signature. Checks in the API's order: all parameters
 * present (4000), host known (4000), action known and answered by this host (6100), SecretId known
 * (4104), Timestamp near the clock (4500), Signature correct (4100). Also returns the account of
 * the SecretId.
 */
export async function authenticate<A extends { secretKey: string }>(
  request: Request,
  flat: Flat,
  accountOf: (secretId: string) => A | undefined,
  now: number,
): Promise<{ authenticated: AuthenticatedRequest; account: A }> {
  const parameters = readPublic(flat)
  const { action, secretId, timestamp } = parameters
  const calledAction = knownAction(action)?.action
  checkHost(request, action, calledAction)
  const account = accountOf(secretId)
  if (!account) throw refuse(4104, 'SecretId does not exist', 10270)
  if (Math.abs(now - timestamp) > timestampTolerance) {
    throw refuse(4500, 'Timestamp is more than 2 hours from the clock of the server')
  }
  await checkSignature(request, flat, calledAction, account.secretKey)
  const signature = fromBase64(flat.Signature ?? '') ?? new Uint8Array()
  return { authenticated: { ...parameters, signature }, account }
}
