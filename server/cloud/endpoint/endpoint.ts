import { regionOf, regions } from '../../../src/contract/rules/regions'
import { type ResponseContent, writeEnvelope } from '../../wire/envelope'
import { apiPath } from '../../wire/sign'
import { ApiError, malformed } from '../apiError'
import { type Backend, type Flat, OutcomeUnknown } from '../backend'
import { type AuthenticatedRequest, authenticate } from './authenticate'
import { knownAction } from './dispatch'
import { parametersOf } from './parameters'
import { ReplayGuard, type ReplayStore } from './replay'
import { bodyOf, versionRefusal } from './versions'

/** Credentials that the endpoint accepts, and the backend that answers calls signed with them. */
export interface EndpointAccount {
  secretId: string
  secretKey: string
  backend: Backend
}

export interface EndpointPorts {
  /** May change while the endpoint is running. */
  accounts: readonly EndpointAccount[]
  /** Milliseconds since 1970. */
  now: () => number
  /** Receives failures of backends and of the endpoint itself, but no refusals. */
  log: (message: string) => void
  replay: ReplayStore
}

/**
 * The API at `/v2/index.php`, by GET and POST. Both functions reject with OutcomeUnknown if a
 * backend does.
 */
export interface Endpoint {
  /** Answers a request from the network and refuses replays. */
  fetch: (request: Request) => Promise<Response>
  /**
   * Answers a request that this process has signed itself, without a replay check, because the
   * request never crossed a network. Callers must not pass requests of clients.
   */
  fetchLocal: (request: Request) => Promise<Response>
}

function regionFor({ flat }: AuthenticatedRequest, isNeeded: boolean) {
  const region = !flat.Region && !isNeeded ? regions[0] : regionOf(flat.Region ?? '')
  if (region) return region
  if (!flat.Region) throw malformed(10010, 'lacked of required parameter(s): Region')
  throw malformed(10350, `Region ${flat.Region} is not known`)
}

/** Messages quote the request, which may be as large as a megabyte, so they are truncated. */
const maxMessageLength = 1000
const truncateMessage = (text: string) =>
  text.length > maxMessageLength ? `${text.slice(0, maxMessageLength)}…` : text

const refusal = ({ code, codeDesc, message, moduleCode }: ApiError): ResponseContent => ({
  code,
  codeDesc,
  message: truncateMessage(message),
  ...(moduleCode !== undefined && { moduleCode }),
})

/** `age` in milliseconds is sent as the header Age (RFC 9111, 5.1), which counts whole seconds. */
const jsonResponse = (body: unknown, age?: number) =>
  new Response(JSON.stringify(body), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...(age !== undefined && { age: String(Math.ceil(age / 1000)) }),
    },
  })

const plainResponse = (status: number, text: string, headers = {}) =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain', ...headers } })

const internalError: ResponseContent = { code: 6000, message: 'internal error', moduleCode: 10050 }

const unparsableReasons = {
  target: 'parameters in the address must be URL-encoded',
  method: 'the method must be GET or POST, in capital letters',
  message: 'it is not a message of HTTP/1.1 or HTTP/1.0',
}

/** Returns the response body for bytes that are not an HTTP request, by their faulty part. */
export const unparsableRequest = (part: keyof typeof unparsableReasons): string =>
  JSON.stringify(
    writeEnvelope({
      code: 4000,
      moduleCode: 10420,
      message: `the request cannot be parsed: ${unparsableReasons[part]}`,
    }),
  )

/**
 * Serves the signed API for accounts with their backends; a request's SecretId selects the account.
 * Refusals have HTTP status 200 and a code of api-facts.md 1.
 */
export function createEndpoint({ accounts, now, log, replay }: EndpointPorts): Endpoint {
  const guard = new ReplayGuard(replay, log)
  let latestTime = 0
  /**
   * The clock never runs backwards: a request that the guard has forgotten must not become valid
   * again.
   */
  const clock = () => {
    latestTime = Math.max(latestTime, now())
    return latestTime
  }
  const accountOf = (id: string) => accounts.find(({ secretId }) => secretId === id)

  async function runCall(
    authenticated: AuthenticatedRequest,
    { backend }: EndpointAccount,
    { signal }: Request,
    isLocal: boolean,
    reportAge: (age: number) => void,
  ): Promise<ResponseContent> {
    const { flat } = authenticated
    const calledAction = knownAction(authenticated.action)
    if (!calledAction) throw new Error(`action ${authenticated.action} is not known`)
    const { action, prepare } = calledAction
    if (!isLocal) await guard.check(authenticated, action.mutates, clock())
    const dialectRefusal = versionRefusal(action, flat)
    if (dialectRefusal) throw dialectRefusal
    const region = regionFor(authenticated, action.needsRegion)
    const call = prepare(backend, flat)
    const backendRefusal = backend.refuse?.(flat)
    if (backendRefusal) throw backendRefusal
    const callAt = (time: number) => call({ now: time, region, signal, reportAge })
    const data = await (backend.run ? backend.run(action, callAt) : callAt(clock()))
    return { code: 0, message: '', codeDesc: 'Success', data, flat: action.flat }
  }

  async function respond(request: Request, isLocal: boolean): Promise<Response> {
    if (new URL(request.url).pathname !== apiPath) return plainResponse(404, 'not found')
    if (request.method !== 'GET' && request.method !== 'POST') {
      return plainResponse(405, 'method not allowed', { allow: 'GET, POST' })
    }
    let flat: Flat = {}
    let age: number | undefined
    const reportAge = (reported: number) => {
      age = Math.max(age ?? 0, reported)
    }
    try {
      flat = await parametersOf(request)
      const { authenticated, account } = await authenticate(request, flat, accountOf, clock())
      const content = await runCall(authenticated, account, request, isLocal, reportAge)
      return jsonResponse(bodyOf(flat, content), age)
    } catch (error) {
      if (error instanceof OutcomeUnknown) throw error
      if (error instanceof ApiError) return jsonResponse(bodyOf(flat, refusal(error)))
      log(error instanceof Error ? (error.stack ?? error.message) : String(error))
      return jsonResponse(bodyOf(flat, internalError))
    }
  }

  return {
    fetch: (request) => respond(request, false),
    fetchLocal: (request) => respond(request, true),
  }
}
