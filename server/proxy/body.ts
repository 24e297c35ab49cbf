import { fault, invalid, Problem } from './problem'

const mostBytes = 1024 * 1024

async function text(request: Request): Promise<string> {
  const reader = request.body?.getReader()
  if (!reader) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > mostBytes) {
      await reader.cancel()
      throw new Problem(413, 'TooLarge', 'A request may have 1 MiB at the most.')
    }
    chunks.push(value)
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.byteLength
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(all)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The JSON object of a request; 400 for anything else. */
export async function readObject(request: Request): Promise<Record<string, unknown>> {
  let parsed: unknown
  try {
    parsed = JSON.parse(await text(request))
  } catch (error) {
    if (error instanceof Problem) throw error
    throw invalid([fault('', 'object', 'must be a JSON object')])
  }
  if (!isObject(parsed)) throw invalid([fault('', 'object', 'must be a JSON object')])
  return parsed
}

/** A field that has to be a text that is not empty. */
export function textField(body: Record<string, unknown>, name: string): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '') {
    throw invalid([fault(name, 'required', 'is required and must be a text')])
  }
  return value
}
