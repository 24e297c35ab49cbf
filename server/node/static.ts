import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

interface File {
  body: Uint8Array<ArrayBuffer>
  zipped: Uint8Array<ArrayBuffer> | undefined
  headers: Record<string, string>
}

/** Names below assets/ carry a hash of what is in them. */
const cacheOf = (name: string) =>
  name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

function load(folder: string, name: string): File {
  const extension = path.extname(name)
  const body = new Uint8Array(fs.readFileSync(path.join(folder, name)))
  const type = types[extension] ?? 'application/octet-stream'
  const isText = /text|json|svg/.test(type)
  return {
    body,
    zipped: isText && body.length > 1024 ? new Uint8Array(gzipSync(body)) : undefined,
    headers: {
      'Content-Type': type,
      'Cache-Control': cacheOf(name),
      Vary: 'Accept-Encoding',
    },
  }
}

function namesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath, one.name)))
    .map((name) => name.split(path.sep).join('/'))
}

/**
 * The built application: only files that were there at the start, so no path leads anywhere else.
 * Paths without an extension are pages of the application. undefined: not for us.
 */
export function createStatic(folder: string) {
  const names = new Set(namesBelow(folder))
  const files = new Map<string, File>()

  function file(name: string): File | undefined {
    if (!names.has(name)) return undefined
    const found = files.get(name) ?? load(folder, name)
    files.set(name, found)
    return found
  }

  return (request: Request): Response | undefined => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    const name = decodeURI(new URL(request.url).pathname).slice(1)
    const isPage = path.extname(name) === ''
    const found = file(name) ?? (isPage ? file('index.html') : undefined)
    if (!found) return undefined
    const zips = /\bgzip\b/.test(request.headers.get('Accept-Encoding') ?? '')
    return zips && found.zipped
      ? new Response(found.zipped, { headers: { ...found.headers, 'Content-Encoding': 'gzip' } })
      : new Response(found.body, { headers: found.headers })
  }
}
