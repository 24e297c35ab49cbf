import { getMultipartBoundary, parseMultipart } from '@remix-run/multipart-parser'
import { readBytes } from '../../wire/readBytes'
import { malformed } from '../apiError'
import type { Flat } from '../backend'

/** The API's size limit of a POST body (api-facts.md 2). */
const maxBytes = 1024 * 1024

const bytesOf = ({ body }: Request) =>
  readBytes(body, maxBytes, () =>
    malformed(10420, `the body of the request is larger than ${maxBytes} bytes`),
  )

/** A repeated parameter is ambiguous: api-facts.md 1.2, module code 10330. */
function requireUnique(pairs: Iterable<readonly [string, string]>): Flat {
  const flat = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (flat.has(name)) throw malformed(10330, `${name} is not repeatable`)
    flat.set(name, value)
  }
  return Object.fromEntries(flat)
}

/** No body of `maxBytes` has more parameters than this, unless each part has only a few bytes. */
const maxParts = 50_000

/**
 * Parses multipart bodies, which the old Java SDK sends. Fetch's own parser refuses boundaries of a
 * few characters in some runtimes.
 */
function* fromParts(
  bytes: Uint8Array,
  type: string,
): Generator<readonly [name: string, value: string]> {
  const boundary = getMultipartBoundary(type)
  if (!boundary) throw new Error('no boundary')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const limits = { maxFileSize: maxBytes, maxTotalSize: maxBytes, maxParts: maxParts }
  for (const part of parseMultipart(bytes, { boundary, ...limits })) {
    if (part.name !== undefined && !part.isFile) yield [part.name, decoder.decode(part.bytes)]
  }
}

/**
 * Returns the pairs of a body; undefined for an unsupported media type. Throws for a malformed
 * body.
 */
async function parseBody(bytes: Uint8Array<ArrayBuffer>, type: string) {
  if (/^multipart\/form-data\b/i.test(type)) return [...fromParts(bytes, type)]
  if (type !== '' && !/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined
  return new URLSearchParams(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}

/**
 * Returns the parameters in the query of a GET or in the body of a POST; the API does not mix the
 * two (请求结构/请求方法). Throws 4000 if they cannot be parsed.
 */
export async function parametersOf(request: Request): Promise<Flat> {
  if (request.method === 'GET') return requireUnique(new URL(request.url).searchParams)
  const type = request.headers.get('content-type') ?? ''
  const coding = request.headers.get('content-encoding') ?? 'identity'
  if (coding.toLowerCase() !== 'identity')
    throw malformed(10420, `the body of the request must not have the content coding ${coding}`)
  const bytes = await bytesOf(request)
  const pairs = await parseBody(bytes, type).catch(() => {
    throw malformed(10420, 'the body of the request cannot be parsed')
  })
  if (pairs) return requireUnique(pairs)
  throw malformed(10420, 'the body of a POST must be application/x-www-form-urlencoded')
}
