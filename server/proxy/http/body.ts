import { isTooDeep } from './depth'
import type { ProxyRequest } from './messages'
import { invalid, Problem } from './problem'

const mostBytes = 1024 * 1024

const strict = new TextDecoder('utf-8', { fatal: true })

const tooLarge = (most: number) => {
  const size = most < mostBytes ? `${most / 1024} KiB` : '1 MiB'
  return new Problem(413, 'TooLarge', `A request may have ${size} at the most.`)
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

/** The same request when all of its body is here; 400 where its sender goes away over it. */
export async function arrived(request: ProxyRequest): Promise<ProxyRequest> {
  const whole = await wholeOf(request).catch((error: unknown) => {
    throw error instanceof Problem ? error : noObject()
  })
  const { method, url, headers } = request
  return { method, url, headers, body: null, read: async () => whole }
}

/** The body in full, as it came; 413 where it is too long. */
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

/** Undefined where it is no JSON, or nests without reason. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isTooDeep(text, value) ? undefined : value
  } catch {
    return undefined
  }
}

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The JSON object that a request carries, with no other fields than those expected; 400 for anything
 * else, 413 where it has more bytes than `most`.
 */
export async function readFields(
  request: ProxyRequest,
  expected: readonly string[],
  most = mostBytes,
): Promise<Fields> {
  if (Number(request.headers.get('Content-Length') ?? 0) > most) throw tooLarge(most)
  let value: unknown
  try {
    value = parsed(strict.decode(await wholeOf(request, most)))
  } catch (error) {
    if (error instanceof Problem) throw error
  }
  if (!isFields(value)) throw noObject()
  const unknown = Object.keys(value).filter((name) => !expected.includes(name))
  if (unknown.length > 0) {
    const message = `is not known here; expected are ${expected.join(', ')}`
    throw invalid(
      unknown.map((name) => ({ path: name, rule: 'unknownField', values: { name }, message })),
    )
  }
  return value
}

/** A field that has to be a text that is not empty. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === 'string' && value !== '') return value
  throw invalid([{ path: name, rule: 'required', message: 'is required and must be a text' }])
}
