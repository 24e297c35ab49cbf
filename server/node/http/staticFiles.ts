import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import fresh from 'fresh'
import Negotiator from 'negotiator'

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

type Bytes = Uint8Array<ArrayBuffer>

interface File {
  plain: Bytes
  /** Bodies by encoding; the preferred encoding comes first. */
  encoded: readonly (readonly [encoding: string, body: Bytes])[]
  headers: Readonly<Record<string, string>> & { readonly ETag: string }
}

function namesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
}

/** Files below assets/ have a content hash in their name, so they never change. */
const cacheOf = (name: string) =>
  name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

function load(folder: string, name: string, names: ReadonlySet<string>): File {
  const read = (fileName: string): Bytes =>
    new Uint8Array(fs.readFileSync(path.join(folder, fileName)))
  const content = read(name)
  const type = contentTypes[path.extname(name)] ?? 'application/octet-stream'
  const isCompressible = /text|json|svg/.test(type) && content.length > 1024
  const gzip = (): Bytes =>
    new Uint8Array(names.has(`${name}.gz`) ? read(`${name}.gz`) : gzipSync(content))
  return {
    plain: content,
    encoded: [
      ...(names.has(`${name}.br`) ? [['br', read(`${name}.br`)] as const] : []),
      ...(isCompressible ? [['gzip', gzip()] as const] : []),
    ],
    headers: {
      'Content-Type': type,
      'Cache-Control': cacheOf(name),
      ETag: `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
      Vary: 'Accept-Encoding',
    },
  }
}

function nameIn(pathname: string): string {
  try {
    return decodeURIComponent(pathname).slice(1)
  } catch {
    return ''
  }
}

/** Whether a path without a file is a page of the application. */
function isPage(name: string, request: Request): boolean {
  if (name.startsWith('assets/')) return false
  return path.extname(name) === '' || /\btext\/html\b/.test(request.headers.get('Accept') ?? '')
}

/** Returns the headers that decide whether the client's copy is current (RFC 9110, 13.1.2). */
const conditionsOf = ({ headers }: Request) => ({
  'if-none-match': headers.get('If-None-Match') ?? undefined,
  'cache-control': headers.get('Cache-Control') ?? undefined,
})

/** Returns the content coding that Accept-Encoding prefers (RFC 9110, 12.5.3). */
function encodingFor({ headers }: Request, encoded: File['encoded']): string | undefined {
  const header = headers.get('Accept-Encoding')
  // Without the header any coding is acceptable, but clients that send no header rarely decode any.
  if (header === null) return undefined
  const available = [...encoded.map(([name]) => name), 'identity']
  const request = { headers: { 'accept-encoding': header } }
  return new Negotiator(request).encoding(available, { preferred: available })
}

/**
 * Serves the built application. Only files that exist at start-up are served, which rules out path
 * traversal; pages are answered with index.html. Returns undefined for all other requests.
 */
export function createStaticFiles(folder: string) {
  const names = new Set(namesBelow(folder))
  const files = new Map<string, File>()

  function file(name: string): File | undefined {
    if (!names.has(name)) return undefined
    const existing = files.get(name) ?? load(folder, name, names)
    files.set(name, existing)
    return existing
  }

  return (request: Request): Response | undefined => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    const name = nameIn(new URL(request.url).pathname)
    const found = file(name) ?? (isPage(name, request) ? file('index.html') : undefined)
    if (!found) return undefined
    const { plain, encoded, headers } = found
    if (fresh(conditionsOf(request), { etag: headers.ETag })) {
      return new Response(null, { status: 304, headers })
    }
    const [encoding, body] =
      encoded.find(([candidate]) => candidate === encodingFor(request, encoded)) ?? []
    if (encoding === undefined || body === undefined) return new Response(plain, { headers })
    return new Response(body, { headers: { ...headers, 'Content-Encoding': encoding } })
  }
}
