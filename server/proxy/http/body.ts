import type * as z from 'zod/mini'
import type { ConsoleRoute } from '../../../src/contract/console/declare/route'
import { type Fields, isFields } from '../../../src/contract/fields'
import { checked, listsOf } from './checked'
import { renamedBody } from './deprecated'
import { isTooDeep } from './depth'
import type { ProxyRequest } from './messages'
import { invalid, Problem } from './problem'
import type { RouteContext } from './routes'

const mostBytes = 1024 * 1024

const strict = new TextDecoder('utf-8', { fatal: true })

const tooLarge = (most: number) => {
  const size = most < mostBytes ? `${most / 1024} KiB` : '1 MiB'
  return new Problem(413, 'TooLarge', `A request must not be larger than ${size}.`)
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const one of chunks) {
    all.set(one, at)
    at += one.byteLength
  }
  return all
}

const noObject = () =>
  invalid([{ path: '', rule: 'object', message: 'must be a JSON object in UTF-8' }])

/** The request with its complete body; throws 400 if the client disconnects while sending it. */
export async function arrived(request: ProxyRequest): Promise<ProxyRequest> {
  const whole = await wholeOf(request).catch((error: unknown) => {
    throw error instanceof Problem ? error : noObject()
  })
  const { method, url, headers } = request
  return { method, url, headers, body: null, read: async () => whole }
}

/** The raw body; throws 413 if it is too long. */
export async function wholeOf({ body, read }: ProxyRequest, most = mostBytes): Promise<Uint8Array> {
  if (read) {
    const whole = await read(most + 1)
    if (whole.byteLength > most) throw tooLarge(most)
    return whole
  }
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) return joined(chunks, size)
    size += part.value.byteLength
    chunks.push(part.value)
    if (size > most) {
      await reader?.cancel()
      throw tooLarge(most)
    }
  }
}

/** Undefined if the text is not JSON or is nested too deeply. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isTooDeep(text, value) ? undefined : value
  } catch {
    return undefined
  }
}

/**
 * The JSON object in the body; throws 400 for anything else, and 413 for more than `maxBytes`
 * bytes.
 */
async function readObject(request: ProxyRequest, most: number): Promise<Fields> {
  if (Number(request.headers.get('Content-Length') ?? 0) > most) throw tooLarge(most)
  let value: unknown
  try {
    value = parsed(strict.decode(await wholeOf(request, most)))
  } catch (error) {
    if (error instanceof Problem) throw error
  }
  if (!isFields(value)) throw noObject()
  return value
}

/**
 * Validates the body against the route's schema; throws 400 with every fault, under the field names
 * that the client sent.
 */
export async function readBody<S extends z.core.$ZodType>(
  context: RouteContext,
  route: ConsoleRoute & { body: S },
  most = mostBytes,
): Promise<z.output<S>> {
  const sent = await readObject(context.request, most)
  return checked(route.body, renamedBody(sent, route, context), context.oldNames)
}

/** Validates the query against the route's schema; ignores undeclared parameters. */
export function readQuery<S extends z.core.$ZodType>(
  { url: { searchParams } }: Pick<RouteContext, 'url'>,
  { query }: ConsoleRoute & { query: S },
): z.output<S> {
  const lists = listsOf(query)
  const names = [...new Set(searchParams.keys())]
  const given = names.map((name) => [
    name,
    lists.has(name) ? searchParams.getAll(name) : searchParams.get(name),
  ])
  return checked(query, Object.fromEntries(given))
}
