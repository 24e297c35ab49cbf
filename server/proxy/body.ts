import { invalid, Problem } from './problem'
import type { Question } from './reply'

const mostBytes = 1024 * 1024

const strict = new TextDecoder('utf-8', { fatal: true })

const tooLarge = () => new Problem(413, 'TooLarge', 'A request may have 1 MiB at the most.')

function decoded(whole: Uint8Array): string {
  if (whole.byteLength > mostBytes) throw tooLarge()
  return strict.decode(whole)
}

async function textOf(body: Question['body']): Promise<string> {
  const reader = body?.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  for (;;) {
    const read = await reader?.read()
    if (!read || read.done) return text + decoder.decode()
    size += read.value.byteLength
    if (size > mostBytes) {
      await reader?.cancel()
      throw tooLarge()
    }
    text += decoder.decode(read.value, { stream: true })
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
    const { body, whole } = request
    parsed = JSON.parse(whole ? decoded(whole) : await textOf(body))
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
