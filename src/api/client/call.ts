import * as z from 'zod/mini'
import { timeRequest } from '../../browser/clock'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import type { PartialList } from '../../contract/console/calls/calls'
import { isFields } from '../../contract/fields'
import { sessionSecret } from '../session/secret'
import { shownUserId } from '../session/shownUser'
import { ApiError, errorOf } from './error'

/** Account and region of a call, by the names that the server configures. */
export interface Target {
  account: string
  region: string
}

export interface ConsoleRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  signal?: AbortSignal | undefined
  /** A write without a response has an unknown outcome. */
  isWrite?: boolean
  /** Whether the request is repeated after a fresh sign-in. */
  isRepeated?: boolean
  /** Whether the request is allowed even if a user other than the page's is signed in. */
  isOfAnyUser?: boolean
}

/** Generates a unique key. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (value) => value.toString(36)).join('-')

/**
 * Idempotency keys of writes without a response, by request. A repeated write reuses its key, so
 * that the server executes it only once.
 */
const unansweredKeys = new Map<string, string>()

type SessionListener = (error: ApiError) => void
const sessionListeners = new Set<SessionListener>()

/**
 * Subscribes to responses saying that the page's user is not signed in, or that another user is;
 * returns a function that unsubscribes.
 */
export function onSessionError(listener: SessionListener): () => void {
  sessionListeners.add(listener)
  return () => sessionListeners.delete(listener)
}

const unreachableError = (isWrite: boolean) =>
  new ApiError({
    kind: 'network',
    status: 0,
    code: 0,
    codeDesc: '',
    message: '',
    isOutcomeUnknown: isWrite,
  })

/** Whether the response comes from the console rather than from an intermediate proxy. */
const isConsoleResponse = (body: unknown): body is Record<string, unknown> =>
  isFields(body) && ('data' in body || 'error' in body)

/**
 * Whether the request was refused before processing, so that the outcome of an earlier attempt
 * remains unknown.
 */
const isRefusedEarly = ({ status }: Response, { error }: Record<string, unknown>) =>
  isFields(error) &&
  (error.codeDesc === 'OtherUser' ||
    ([401, 429, 503].includes(status) && error.outcome !== 'unknown'))

let confirmIdentity: (() => Promise<boolean>) | undefined

/**
 * Sets the function that asks the user for a fresh sign-in; it resolves to whether the user
 * confirmed.
 */
export function onReauthenticationRequired(ask: () => Promise<boolean>): void {
  confirmIdentity = ask
}

/**
 * Headers with the session's second secret (on plain HTTP) and the ID of the page's user, so that
 * the server refuses the request if another user has signed in in another tab.
 */
function sessionHeaders({ isOfAnyUser = false } = {}): Record<string, string> {
  const secret = sessionSecret()
  const user = isOfAnyUser ? undefined : shownUserId()
  return {
    ...(secret !== undefined && { 'X-Gantry-Session': secret }),
    ...(user !== undefined && { 'X-Gantry-User': user }),
  }
}

/** Reports refusals because of the session to the listeners. */
function reportSessionError(error: ApiError): ApiError {
  if (error.kind === 'session') for (const listener of sessionListeners) listener(error)
  return error
}

/** Reads a response that is not JSON, such as an export; throws ApiError. */
export async function fetchFile(path: string): Promise<Blob> {
  const headers = sessionHeaders()
  const response = await fetch(path, { credentials: 'same-origin', headers }).catch(() => {
    throw unreachableError(false)
  })
  if (response.ok) return response.blob()
  const body: unknown = await response.json().catch(() => undefined)
  throw reportSessionError(errorOf(response.status, body, false))
}

/** Requests a file's status and media type; returns undefined if the server can't be reached. */
export async function probeFile(url: string) {
  const response = await fetch(url, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  if (!response) return undefined
  const { ok, status, headers } = response
  return { ok, status, type: headers.get('Content-Type') ?? '' }
}

async function send(
  path: string,
  request: ConsoleRequest,
): Promise<{ response: Response; body: unknown }> {
  const isWrite = request.isWrite ?? false
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const requestText = `${request.method} ${path} ${body}`
  const key = unansweredKeys.get(requestText) ?? newKey()
  const measured = timeRequest()
  try {
    const response = await fetch(path, {
      method: request.method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        ...sessionHeaders(request),
        ...(request.method !== 'GET' && { 'Content-Type': 'application/json', 'X-Gantry': '1' }),
        ...(isWrite && { 'Idempotency-Key': key }),
      },
      ...(body !== undefined && { body }),
      ...(request.signal && { signal: request.signal }),
    })
    measured(response.headers)
    const answer: unknown = await response.json().catch(() => undefined)
    if (!isConsoleResponse(answer)) {
      if (isWrite) unansweredKeys.set(requestText, key)
    } else if (!isRefusedEarly(response, answer)) unansweredKeys.delete(requestText)
    return { response, body: answer }
  } catch (error) {
    if (request.signal?.aborted) throw error
    if (isWrite) unansweredKeys.set(requestText, key)
    throw unreachableError(isWrite)
  }
}

/** The parts of a successful response that pages rely on. */
interface SuccessBody {
  data?: unknown
  partial?: unknown
  /** Seconds since the data was current; undefined if it is. */
  age?: number | undefined
}

function ageOf({ headers }: Response): number | undefined {
  const age = Number.parseInt(headers.get('Age') ?? '', 10)
  return age > 0 ? age : undefined
}

async function answerOf(path: string, request: ConsoleRequest): Promise<SuccessBody> {
  const isWrite = request.isWrite ?? false
  const { response, body } = await send(path, request)
  if (request.signal?.aborted) throw request.signal.reason
  if (response.ok && isFields(body)) return { ...body, age: ageOf(response) }
  if (response.status === 204) return {}
  const error = reportSessionError(errorOf(response.ok ? 502 : response.status, body, isWrite))
  const mayRetry = error.codeDesc === 'ReauthenticationRequired' && !request.isRepeated
  if (mayRetry && (await confirmIdentity?.()))
    return answerOf(path, { ...request, isRepeated: true })
  throw error
}

/**
 * Sends every request to the server and returns the response's `data`. Throws ApiError, or the
 * signal's reason if `signal` aborts.
 */
export const ask = async (path: string, request: ConsoleRequest): Promise<unknown> =>
  (await answerOf(path, request)).data

/**
 * Whether a response is an object with the lists that pages iterate over. Other values may deviate
 * from the contract; the proxy logs deviations of an endpoint.
 */
export function isResponseOf<A extends Action>(
  { response }: A,
  data: unknown,
): data is ResponseOf<A> {
  if (!(response instanceof z.core.$ZodObject)) return true
  if (!isFields(data)) return Object.keys(response._zod.def.shape).length === 0
  return Object.entries(response._zod.def.shape).every(
    ([name, value]) => !(value instanceof z.core.$ZodArray) || Array.isArray(data[name]),
  )
}

export interface CallOptions {
  signal?: AbortSignal | undefined
  /** The text that the user typed to confirm the call (rules/confirmation.ts). */
  confirm?: string | undefined
}

/** The data of a response; `partial` is set if the proxy could not read the whole list. */
export interface Answer<A extends Action> {
  data: ResponseOf<A>
  partial?: PartialList
  /** Seconds since the data was current, if the endpoint can't reach what it describes. */
  age?: number
}

const isPartial = (value: unknown): value is PartialList =>
  isFields(value) && typeof value.read === 'number' && typeof value.total === 'number'

/** Calls an action of the API. */
export async function callWithPartial<A extends Action>(
  action: A,
  target: Target,
  params: RequestOf<A>,
  { signal, confirm }: CallOptions = {},
): Promise<Answer<A>> {
  const { data, partial, age } = await answerOf(`/api/call/${action.name}`, {
    method: 'POST',
    body: { ...target, params, confirm },
    signal,
    isWrite: action.mutates,
  })
  if (isResponseOf(action, data)) {
    return { data, ...(isPartial(partial) && { partial }), ...(age !== undefined && { age }) }
  }
  throw errorOf(502, undefined, false)
}

/** Calls an action of the API and returns its data. */
export const call = async <A extends Action>(
  ...requested: Parameters<typeof callWithPartial<A>>
): Promise<ResponseOf<A>> => (await callWithPartial(...requested)).data
