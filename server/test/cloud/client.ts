import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import type { Action, RequestOf, ResponseOf } from '../../../src/contract/action'
import { errorsOfAction } from '../../../src/contract/document/actionFacts'
import { type ActionName, type Actions, actions } from '../../../src/contract/index'
import { codeOf } from '../../wire/codes'
import { withEmptied } from '../../wire/emptied'
import { flatten } from '../../wire/flatten'
import { apiPath, sign } from '../../wire/sign'

/** The only key that a test cloud accepts. */
export const testKey = {
  secretId: 'AKIDtestTESTtestTESTtestTEST',
  secretKey: 'quiteSecretForATest',
}

type Fetch = (request: Request) => Promise<Response>

/** Options of a request that differ from POST, HmacSHA256, gz and the clock. */
export interface RequestOptions {
  method?: 'GET' | 'POST'
  hash?: 'HmacSHA1' | 'HmacSHA256'
  region?: string
  /** Host in the string to sign; by default that of the URL. */
  signedHost?: string
  secretKey?: string
  /** Public parameters to replace, or to omit where undefined, before signing. */
  commonParams?: Record<string, string | undefined>
  /** Changes the parameters after they have been signed. */
  tamper?: (signed: Record<string, string>) => Record<string, string>
}

/** The response envelope as the endpoint sends it. */
export interface ResponseBody {
  code: number
  codeDesc: string
  message: string
  data?: unknown
}

const isResponseBody = (body: unknown): body is ResponseBody =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'number'

const host = 'cloud.test:8081'
let nonces = 0

/** A signed request, as a client of the API makes it. */
export async function signedRequest(
  action: string,
  params: object,
  now: number,
  requestOptions: RequestOptions = {},
): Promise<Request> {
  const { method = 'POST', hash = 'HmacSHA256', region = 'gz', commonParams = {} } = requestOptions
  nonces += 1
  const allParameters: Record<string, string | undefined> = {
    ...flatten(params),
    Action: action,
    Region: region,
    Timestamp: String(Math.floor(now / 1000)),
    Nonce: String(nonces),
    SecretId: testKey.secretId,
    SignatureMethod: hash,
    ...commonParams,
  }
  const sentParameters: Record<string, string> = {}
  for (const [name, value] of Object.entries(allParameters))
    if (value !== undefined) sentParameters[name] = value
  const { signedHost = host, secretKey = testKey.secretKey, tamper } = requestOptions
  const signature = await sign({ method, host: signedHost, params: sentParameters, secretKey })
  const signed = { Signature: signature, ...sentParameters }
  const body = new URLSearchParams(tamper ? tamper(signed) : signed)
  const url = `http://${host}${apiPath}`
  return method === 'GET' ? new Request(`${url}?${body}`) : new Request(url, { method, body })
}

/** Sends a request and returns the envelope. */
export async function sendRequest(fetch: Fetch, request: Request): Promise<ResponseBody> {
  const response = await fetch(request)
  const body: unknown = await response.json()
  if (response.status !== 200 || !isResponseBody(body))
    throw new Error(`no envelope: ${response.status}`)
  return body
}

/** An error response of the API. */
export class Refused extends Error {
  constructor(readonly response: ResponseBody) {
    super(`${response.code} ${response.codeDesc}: ${response.message}`)
  }
}

function dataOf({ flat }: Action, response: ResponseBody): unknown {
  if (!flat) return response.data ?? {}
  const { code: _code, codeDesc: _codeDesc, message: _message, ...data } = response
  if (flat !== 'both') return data
  const { data: inside, ...beside } = data
  if (!isDeepStrictEqual(inside, beside)) throw new Error('data differs from the fields beside it')
  return inside
}

/** Returns the data; throws if it deviates from the contract, even by an extra field. */
function parseStrictly<A extends Action>(action: A, data: unknown): ResponseOf<A> {
  const parsed = z.parse<A['response']>(action.response, data)
  if (!isDeepStrictEqual(parsed, data)) {
    throw new Error(`${action.name} answers more than the contract: ${JSON.stringify(data)}`)
  }
  return parsed
}

/** Throws if the contract does not declare the refusal for the action. */
function checkDeclared(action: Action, { code, codeDesc }: ResponseBody): void {
  const isDeclared = errorsOfAction(action).some(
    (error) => error.code === code && error.codeDesc === codeDesc,
  )
  // Reserved inputs of the simulation make any call fail with a public code, under its public name.
  if (isDeclared || codeOf(code)?.name === codeDesc) return
  throw new Error(`${action.name} must not be refused with ${code} ${codeDesc}`)
}

/**
 * A client of the API that validates every response, refusals included, strictly against the
 * contract.
 */
export function clientOf(fetch: Fetch, now: () => number, defaults: RequestOptions = {}) {
  return async <N extends ActionName>(
    name: N,
    params: RequestOf<Actions[N]>,
    requestOptions: RequestOptions = {},
  ): Promise<ResponseOf<Actions[N]>> => {
    const paramsObject = typeof params === 'object' && params !== null ? params : {}
    const nested = withEmptied(actions[name], paramsObject)
    const request = await signedRequest(name, nested, now(), { ...defaults, ...requestOptions })
    const response = await sendRequest(fetch, request)
    if (response.code !== 0) {
      checkDeclared(actions[name], response)
      throw new Refused(response)
    }
    return parseStrictly<Actions[N]>(actions[name], dataOf(actions[name], response))
  }
}
