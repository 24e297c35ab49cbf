import type { Action } from '../../src/contract/action'
import type { Pair } from '../wire/flatten'
import { signedForm } from '../wire/sign'
import { endpointOf } from './endpoint'
import type { Account, OutgoingRequest, ProxyPorts } from './ports'

/** Wire names, each once, and raw values; as a list, because building an object of 200 is slow. */
export type Flat = readonly Pair[]

/** A call as it leaves the console, apart from what every attempt has of its own. */
export interface Outgoing {
  action: Action
  account: Account
  region: string
  flat: Flat
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

const capitalZ = 0x5a

/** All of them begin with a capital, and looking up two hundred names is dear. */
const isReserved = (name: string) => name.charCodeAt(0) <= capitalZ && reserved.includes(name)

/**
 * One attempt at a call: public parameters with a Timestamp and a Nonce of its own, the signature over
 * them for the host that the request goes to, and all of it as a query or as a form.
 */
export async function signedRequest(
  { action, account, region, flat }: Outgoing,
  { method, skipsFiles }: Way,
  { now, randomBytes, mac, timeLimits = { read: 15_000, write: 30_000 } }: ProxyPorts,
): Promise<{ request: OutgoingRequest; signature: string }> {
  const url = endpointOf(action, account)
  const { secretKey, signatureMethod } = account
  // In the order of the signature, which spares sorting them.
  const params: Pair[] = [
    ['Action', action.name],
    ['Nonce', nonce(randomBytes(6))],
    ['Region', region],
    ['SecretId', account.secretId],
    ['SignatureMethod', signatureMethod],
    ['Timestamp', String(Math.floor(now() / 1000))],
    ...(account.token === undefined ? [] : ([['Token', account.token]] as const)),
  ]
  for (const pair of flat) if (!isReserved(pair[0])) params.push(pair)
  const { form, signature } = await signedForm(
    { method, host: url.host, path: url.pathname, params, skipsFiles },
    { secretKey, signatureMethod, mac },
  )
  const isWrite = action.mutates
  const timeLimit = isWrite ? timeLimits.write : timeLimits.read
  if (method === 'GET') {
    const query = `${url.href}?${form}`
    return { request: { method, url: query, headers: {}, isWrite, timeLimit }, signature }
  }
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const request = { method, url: url.href, headers, body: form, isWrite, timeLimit }
  return { request, signature }
}
