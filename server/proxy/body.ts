import { invalid, Problem } from './problem'
import type { Question } from './reply'

const mostBytes = 1024 * 1024

const strict = new TextDecoder('utf-8', { fatal: true })

const tooLarge = () => new Problem(413, 'TooLarge', 'A request may have 1 MiB at the most.')

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const one of chunks) {
    all.set(one, at)
    at += one.byteLength
  }
  return all
}

/** The body in full, as it came; 413 where it is too long. */
export async function wholeOf({ body, whole }: Question): Promise<Uint8Array> {
  if (whole) {
    if (whole.byteLength > mostBytes) throw tooLarge()
    return whole
  }
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const read = await reader?.read()
    if (!read || read.done) return joined(chunks, size)
    size += read.value.byteLength
    chunks.push(read.value)
    if (size > mostBytes) {
      await reader?.cancel()
      throw tooLarge()
    }
  }
}

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The JSON object that a request carries, with no other fields than those expected; 400 for anything else. */
export async function readFields(request: Question, expected: readonly string[]): Promise<Fields> {
  if (Number(request.headers.get('Content-Length') ?? 0) > mostBytes) throw tooLarge()
  let parsed: unknown
  try {
    parsed = JSON.parse(strict.decode(await wholeOf(request)))
  } catch (error) {
    if (error instanceof Problem) throw error
  }
  if (!isFields(parsed)) {
    throw invalid([{ path: '', rule: 'object', message: 'must be a JSON object in UTF-8' }])
  }
  const unknown = Object.keys(parsed).filter((name) => !expected.includes(name))
  if (unknown.length > 0) {
    const message = `is not known here; expected are ${expected.join(', ')}`
    throw invalid(
      unknown.map((name) => ({ path: name, rule: 'unknownField', values: { name }, message })),
    )
  }
  return parsed
}

/** A field that has to be a text that is not empty. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === 'string' && value !== '') return value
  throw invalid([{ path: name, rule: 'required', message: 'is required and must be a text' }])
}
