import * as z from 'zod/mini'
import {
  type ConsoleRoute,
  type InputOf,
  isRepeatable,
  type Method,
} from '../../contract/console/declare/route'
import { ask } from './call'
import { ApiError } from './error'

/** A route with a JSON response. */
export type JsonRoute = ConsoleRoute & { response: z.core.$ZodType }
/** The `data` of a route's response. */
export type RouteData<R extends JsonRoute> = z.output<R['response']>

type Part<R extends ConsoleRoute, P extends 'query' | 'body'> = R extends {
  [K in P]: z.core.$ZodType
}
  ? { [K in P]: InputOf<R, P> }
  : { [K in P]?: undefined }

/** The inputs of a route: the last path segment, the query and the body. */
export type RouteInputOf<R extends ConsoleRoute> = Part<R, 'query'> &
  Part<R, 'body'> &
  (R extends { name: string } ? { name: string } : { name?: undefined })

/** The inputs of any route. */
export interface RouteInput {
  name?: string | undefined
  query?: unknown
  body?: unknown
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

function searchOf(query: unknown): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const item of values) if (item !== undefined) search.append(name, String(item))
  }
  return search.size > 0 ? `?${search}` : ''
}

/** Method and URL of a request. */
export function addressOf({ id }: ConsoleRoute, { name = '', query }: RouteInput = {}) {
  const [verb = '', pattern = ''] = id.split(' ')
  const path = pattern.replace(/:name$/, encodeURIComponent(name))
  return { method: methods.find((method) => method === verb) ?? 'GET', url: path + searchOf(query) }
}

const unexpectedResponse = ({ id }: ConsoleRoute, error: Error) =>
  new ApiError({
    kind: 'server',
    status: 502,
    code: 502,
    codeDesc: 'UnexpectedAnswer',
    message: `${id}: ${error.message}`,
  })

interface Options {
  signal?: AbortSignal
  /** False for a write without an Idempotency-Key. */
  isKeyed?: boolean
  /** Whether the request is allowed even if a user other than the page's is signed in. */
  isOfAnyUser?: boolean
}

/**
 * Sends a request to the console's own API and validates the data against the route's schema;
 * unknown fields are allowed.
 */
export async function askConsole<R extends JsonRoute>(
  route: R,
  input: RouteInputOf<R>,
  { signal, isKeyed = isRepeatable(route), isOfAnyUser = false }: Options = {},
): Promise<RouteData<R>> {
  const routeInput: RouteInput = input
  const { method, url } = addressOf(route, routeInput)
  const body = method === 'GET' || routeInput.body !== undefined ? routeInput.body : {}
  const data = await ask(url, { method, body, signal, isOfAnyUser, isWrite: isKeyed })
  const schema: R['response'] = route.response
  const parsed = z.safeParse(schema, data)
  if (parsed.success) return parsed.data
  throw unexpectedResponse(route, parsed.error)
}
