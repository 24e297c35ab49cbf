import type * as z from 'zod/mini'
import type { ConsoleRoute } from '../../../src/contract/console/declare/route'
import { type Fields, isFields } from '../../../src/contract/fields'
import { readBytes as readStream } from '../../wire/readBytes'
import { listsOf, parseChecked } from './checked'
import { renamedBody } from './deprecated'
import { isTooDeep } from './depth'
import type { ProxyRequest } from './messages'
import { invalid, Problem } from './problem'
import type { RouteContext } from './routes'

const maxBodyBytes = 1024 * 1024

const strictDecoder = new TextDecoder('utf-8', { fatal: true })

const tooLarge = (maxBytes: number) => {
  const size = maxBytes < maxBodyBytes ? `${maxBytes / 1024} KiB` : '1 MiB'
  return new Problem(413, 'TooLarge', `A request must not be larger than ${size}.`)
}

const notAnObject = () =>
  invalid([{ path: '', rule: 'object', message: 'must be a JSON object in UTF-8' }])

/**
 * Returns the request with its complete body; throws 400 if the client disconnects during the
 * upload.
 */
export async function withWholeBody(request: ProxyRequest): Promise<ProxyRequest> {
  const bytes = await readBytes(request).catch((error: unknown) => {
    throw error instanceof Problem ? error : notAnObject()
  })
  const { method, url, headers } = request
  return { method, url, headers, body: null, read: async () => bytes }
}

/** Returns the raw body; throws 413 if it is too long. */
export async function readBytes(
  { body, read }: ProxyRequest,
  maxBytes = maxBodyBytes,
): Promise<Uint8Array> {
  if (read) {
    const bytes = await read(maxBytes + 1)
    if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes)
    return bytes
  }
  return readStream(body, maxBytes, () => tooLarge(maxBytes))
}

/** Returns undefined if the text is not JSON or is nested too deeply. */
function parseBody(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isTooDeep(text, value) ? undefined : value
  } catch {
    return undefined
  }
}

/**
 * Returns the JSON object in the body; throws 400 for anything else, and 413 for more than
 * `maxBytes` bytes.
 */
async function readObject(request: ProxyRequest, maxBytes: number): Promise<Fields> {
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  let value: unknown
  try {
    value = parseBody(strictDecoder.decode(await readBytes(request, maxBytes)))
  } catch (error) {
    if (error instanceof Problem) throw error
  }
  if (!isFields(value)) throw notAnObject()
  return value
}

/**
 * Validates the body against the route's schema; throws 400 with all faults, under the field names
 * that the client sent.
 */
export async function readBody<S extends z.core.$ZodType>(
  context: RouteContext,
  route: ConsoleRoute & { body: S },
  maxBytes = maxBodyBytes,
): Promise<z.output<S>> {
  const sentBody = await readObject(context.request, maxBytes)
  return parseChecked(route.body, renamedBody(sentBody, route, context), context.oldNames)
}

/** Validates the query against the route's schema; ignores undeclared parameters. */
export function readQuery<S extends z.core.$ZodType>(
  { url: { searchParams } }: Pick<RouteContext, 'url'>,
  { query }: ConsoleRoute & { query: S },
): z.output<S> {
  const lists = listsOf(query)
  const names = [...new Set(searchParams.keys())]
  const parameters = names.map((name) => [
    name,
    lists.has(name) ? searchParams.getAll(name) : searchParams.get(name),
  ])
  return parseChecked(query, Object.fromEntries(parameters))
}
