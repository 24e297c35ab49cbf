import type { Action } from '../../../src/contract/action'
import { type Fields, fieldsOf, headOf } from '../../wire/flatten'
import { signedForm } from '../../wire/sign'
import type { Account, OutgoingRequest, ProxyPorts } from '../ports'
import { endpointOf } from './endpointUrl'

/** A call as it leaves the console, apart from what every attempt has of its own. */
export interface Outgoing {
  action: Action
  account: Account
  region: string
  /** Nested, as the contract has them: flattened when they go out, since they may wait for that. */
  params: object
}

/** How an attempt is written and signed. */
export interface Way {
  method: 'GET' | 'POST'
  /** Leaves values that begin with `@` out of the signed string, as the vendor's SDKs do on POST. */
  skipsFiles: boolean
}

/** A positive whole number of at most 2^48: every endpoint reads it. */
function nonce(bytes: Uint8Array): string {
  let value = 0
  for (const byte of bytes) value = value * 256 + byte
  return String(value + 1)
}

/** What the console alone says, whatever parameters an action should have one day. */
const reserved: readonly string[] = [
  'Action',
  'Region',
  'Timestamp',
  'Nonce',
  'SecretId',
  'SignatureMethod',
  'Signature',
  'Token',
]

/** Public parameters and those of the call, in the order of the signature, which spares sorting them. */
function fieldsOfAttempt(own: Readonly<Record<string, string>>, params: object): Fields {
  // What lies under an empty name has a wire name without it.
  const others = Object.entries(params).filter(([name]) => name !== '' && !reserved.includes(name))
  const fields = fieldsOf(Object.fromEntries(others))
  return (take) => {
    for (const [name, value] of Object.entries(own)) take(name, value, headOf(name))
    fields(take)
  }
}

const decoder = new TextDecoder()

/**
 * One attempt at a call: public parameters with a Timestamp and a Nonce of its own, the signature over
 * them for the host that the request goes to, and all of it as a query or as a form.
 */
export async function signedRequest(
  { action, account, region, params }: Outgoing,
  { method, skipsFiles }: Way,
  { now, randomBytes, mac, timeLimits = { read: 15_000, write: 30_000 } }: ProxyPorts,
): Promise<{ request: OutgoingRequest; signature: string }> {
  const url = endpointOf(action, account)
  const { secretKey, signatureMethod } = account
  const own = {
    Action: action.name,
    Nonce: nonce(randomBytes(6)),
    Region: region,
    SecretId: account.secretId,
    SignatureMethod: signatureMethod,
    Timestamp: String(Math.floor(now() / 1000)),
    ...(account.token !== undefined && { Token: account.token }),
  }
  const fields = fieldsOfAttempt(own, params)
  const { form, signature } = await signedForm(
    { method, host: url.host, path: url.pathname, fields, skipsFiles },
    { secretKey, signatureMethod, mac },
  )
  const isWrite = action.mutates
  const timeLimit = isWrite ? timeLimits.write : timeLimits.read
  if (method === 'GET') {
    const query = `${url.href}?${decoder.decode(form)}`
    return { request: { method, url: query, headers: {}, isWrite, timeLimit }, signature }
  }
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const request = { method, url: url.href, headers, body: form, isWrite, timeLimit }
  return { request, signature }
}
