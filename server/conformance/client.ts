import type { Fields } from '../../src/contract/fields'
import { isFields } from '../../src/contract/fields'
import { type ActionName, actions } from '../../src/contract/index'
import { withEmptied } from '../wire/emptied'
import { type Envelope, readEnvelope } from '../wire/envelope'
import { flatten } from '../wire/flatten'
import { apiPath, sign } from '../wire/sign'
import { Difference, NotOffered, toShortJson, Unreachable } from './outcomes'

/** The endpoint under test and its keys. */
export interface Target {
  /**
   * `{module}` stands for the first label of the API's host names if each module has its own host.
   */
  endpoint: string
  secretId: string
  secretKey: string
  region: string
}

/** The suite's access to the network, the clock and random numbers. */
export interface Ports {
  fetch(request: Request): Promise<Response>
  /** Milliseconds since 1970. */
  now(): number
  wait(milliseconds: number): Promise<void>
  /** A random integer from 0 to `bound`, exclusive. */
  random(bound: number): number
}

/** How a request differs from a correct POST with HmacSHA256. */
export interface RequestOptions {
  method?: 'GET' | 'POST'
  hash?: 'HmacSHA1' | 'HmacSHA256'
  secretKey?: string
  /** Public parameters to replace, or to omit where undefined. */
  commonParams?: Readonly<Record<string, string | undefined>>
}

export interface Answer extends Envelope {
  /** The response body as received. */
  body: Fields
}

export interface Client {
  /** Sends a request once; throws if the response is not in the API's envelope. */
  send(action: ActionName, params: object, requestOptions?: RequestOptions): Promise<Answer>
  /**
   * Sends a request, and retries while the endpoint is busy; throws NotOffered on 6100 and 4101.
   */
  request(action: ActionName, params: object, requestOptions?: RequestOptions): Promise<Answer>
}

const requestLimitExceeded = 4400
const replayAttack = 4500
/**
 * Codes for actions that are not offered: by the endpoint (6100), or to the account of the keys
 * (4101).
 */
const notOffered: ReadonlySet<number> = new Set([6100, 4101])
const maxAttempts = 6

function addressOf(target: Target, action: ActionName): URL {
  const url = new URL(target.endpoint.replace('{module}', actions[action].host))
  if (url.pathname === '/') url.pathname = apiPath
  return url
}

/** Network errors are TypeErrors, timeouts DOMExceptions. */
const isNetworkError = (error: unknown): error is Error =>
  error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')

async function fetchOrThrow(fetch: () => Promise<Response>): Promise<Response> {
  try {
    return await fetch()
  } catch (error) {
    if (!isNetworkError(error)) throw error
    const { cause } = error
    throw new Unreachable(cause instanceof Error ? cause.message : error.message)
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Difference('JSON with HTTP 200', `HTTP ${response.status} ${toShortJson(text)}`)
  }
}

export function createClient(target: Target, ports: Ports): Client {
  async function send(
    name: ActionName,
    params: object,
    requestOptions: RequestOptions = {},
  ): Promise<Answer> {
    const {
      method = 'POST',
      hash = 'HmacSHA256',
      secretKey = target.secretKey,
      commonParams,
    } = requestOptions
    const action = actions[name]
    const url = addressOf(target, name)
    const allParameters: Record<string, string | undefined> = {
      ...flatten(withEmptied(action, params)),
      Action: name,
      Region: target.region,
      Timestamp: String(Math.floor(ports.now() / 1000)),
      Nonce: String(1 + ports.random(2 ** 31 - 1)),
      SecretId: target.secretId,
      SignatureMethod: hash,
      ...commonParams,
    }
    const sentParameters: Record<string, string> = {}
    for (const [key, value] of Object.entries(allParameters))
      if (value !== undefined) sentParameters[key] = value
    const signable = { method, host: url.host, path: url.pathname, params: sentParameters }
    const form = new URLSearchParams({
      ...sentParameters,
      Signature: await sign({ ...signable, secretKey }),
    })
    const response = await fetchOrThrow(() =>
      ports.fetch(
        method === 'GET' ? new Request(`${url}?${form}`) : new Request(url, { method, body: form }),
      ),
    )
    const body = await bodyOf(response)
    const envelope = readEnvelope(action, body)
    if (response.status !== 200 || !envelope || !isFields(body)) {
      throw new Difference(
        'an answer with code, codeDesc and message, and HTTP 200',
        `HTTP ${response.status} ${toShortJson(body)}`,
      )
    }
    return { ...envelope, body }
  }

  async function request(
    name: ActionName,
    params: object,
    requestOptions?: RequestOptions,
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(name, params, requestOptions)
      if (notOffered.has(answer.code)) throw new NotOffered(name, answer.message)
      const isBusy = answer.code === requestLimitExceeded || answer.code === replayAttack
      if (!isBusy || attempt === maxAttempts) return answer
      await ports.wait(500 * 2 ** attempt)
    }
  }

  return { send, request }
}
