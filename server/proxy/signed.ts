import type { Action } from '../../src/contract/action'
import type { Pair } from '../wire/flatten'
import { signPairs } from '../wire/sign'
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

/** A pair of which nothing needs encoding. */
const plain = /^[A-Za-z0-9._*-]*=[A-Za-z0-9._*-]*$/

/** As URLSearchParams writes it, which is slow where most needs no encoding. */
function formOf(params: Flat): string {
  const parts = params.map(([name, value]) => {
    const pair = `${name}=${value}`
    return plain.test(pair) ? pair : new URLSearchParams({ [name]: value }).toString()
  })
  return parts.join('&')
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

const withoutFiles = (params: Flat): Flat => params.filter(([, value]) => !value.startsWith('@'))

/** What the console alone says, whatever parameters an action should have one day. */
const reserved: ReadonlySet<string> = new Set([
  'Action',
  'Region',
  'Timestamp',
  'Nonce',
  'SecretId',
  'SignatureMethod',
  'Signature',
  'Token',
])

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
  const own: readonly Pair[] = [
    ['Action', action.name],
    ['Region', region],
    ['Timestamp', String(Math.floor(now() / 1000))],
    ['Nonce', nonce(randomBytes(6))],
    ['SecretId', account.secretId],
    ['SignatureMethod', account.signatureMethod],
    ...(account.token === undefined ? [] : ([['Token', account.token]] as const)),
  ]
  const params = [...flat.filter(([name]) => !reserved.has(name)), ...own]
  const signed = skipsFiles ? withoutFiles(params) : params
  const { secretKey } = account
  const signature = await signPairs(
    { method, host: url.host, path: url.pathname, params: signed, secretKey },
    mac,
  )
  const form = formOf([...params, ['Signature', signature]])
  const timeLimit = action.mutates ? timeLimits.write : timeLimits.read
  const common = { isWrite: action.mutates, timeLimit }
  if (method === 'GET') {
    return { request: { ...common, method, url: `${url.href}?${form}`, headers: {} }, signature }
  }
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return { request: { ...common, method, url: url.href, headers, body: form }, signature }
}
