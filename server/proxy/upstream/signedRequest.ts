import type { Action } from '../../../src/contract/action'
import { withEmptied } from '../../wire/emptied'
import { type Fields, flatFields, prefixOf } from '../../wire/flatten'
import { signedForm } from '../../wire/sign'
import type { Account, OutgoingRequest, ProxyPorts } from '../ports'
import { endpointOf } from './endpointUrl'

/** A call without the values that each attempt generates anew. */
export interface OutgoingCall {
  action: Action
  account: Account
  region: string
  /** Nested, as in the contract; flattened when sent. */
  params: object
}

/** How an attempt is encoded and signed. */
export interface SigningMode {
  method: 'GET' | 'POST'
  /**
   * Whether values that begin with `@` are omitted from the signed string, as the vendor's SDKs do
   * on POST.
   */
  skipsFiles: boolean
}

/** Returns a positive integer of at most 2^48, which every endpoint accepts. */
function toNonce(bytes: Uint8Array): string {
  let value = 0
  for (const byte of bytes) value = value * 256 + byte
  return String(value + 1)
}

/** Reserved names: only the console sets them, even if an action declared such a parameter. */
const reservedNames: readonly string[] = [
  'Action',
  'Region',
  'Timestamp',
  'Nonce',
  'SecretId',
  'SignatureMethod',
  'Signature',
  'Token',
]

/** Merges the public parameters and the call's in signing order, so that no sorting is needed. */
function fieldsOfAttempt(
  own: Readonly<Record<string, string>>,
  action: Action,
  params: object,
): Fields {
  // Drop parameters with an empty name: flattening would let their children pose as reserved names.
  const signableParams = Object.entries(withEmptied(action, params)).filter(
    ([name]) => name !== '' && !reservedNames.includes(name),
  )
  const fields = flatFields(Object.fromEntries(signableParams))
  return (take) => {
    for (const [name, value] of Object.entries(own)) take(name, value, prefixOf(name))
    fields(take)
  }
}

const decoder = new TextDecoder()

/** Timeouts of calls in milliseconds. */
const timeLimits = { read: 15_000, write: 30_000 }

/**
 * Builds one attempt: public parameters with a new Timestamp and Nonce, signed for the target host,
 * encoded as a query or a form.
 */
export async function signedRequest(
  { action, account, region, params }: OutgoingCall,
  { method, skipsFiles }: SigningMode,
  { now, randomBytes, mac }: ProxyPorts,
): Promise<{ request: OutgoingRequest; signature: string }> {
  const url = endpointOf(action, account)
  const { secretKey, signatureMethod } = account
  const reservedFields = {
    Action: action.name,
    Nonce: toNonce(randomBytes(6)),
    Region: region,
    SecretId: account.secretId,
    SignatureMethod: signatureMethod,
    Timestamp: String(Math.floor(now() / 1000)),
    ...(account.token !== undefined && { Token: account.token }),
  }
  const fields = fieldsOfAttempt(reservedFields, action, params)
  const { form, signature } = await signedForm(
    { method, host: url.host, path: url.pathname, fields, skipsFiles },
    { secretKey, signatureMethod, mac },
  )
  const { name } = account
  const isWrite = action.mutates
  const timeLimit = isWrite ? timeLimits.write : timeLimits.read
  if (method === 'GET') {
    const query = `${url.href}?${decoder.decode(form)}`
    const request = { account: name, method, url: query, headers: {}, isWrite, timeLimit }
    return { request, signature }
  }
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const request = { account: name, method, url: url.href, headers, body: form, isWrite, timeLimit }
  return { request, signature }
}
