import type http from 'node:http'
import type { ProxyRequest } from '../../proxy/http/messages'
import { readBody } from './requestBody'

/** A request together with its parsed address. */
export type AddressedRequest = ProxyRequest & { readonly address: URL }

/** One byte more than any handler's limit, so that the handler detects longer bodies. */
const maxBytes = 1024 * 1024 + 1

/** Joins all values of a header, like the Fetch API. */
function headerOf({ rawHeaders }: http.IncomingMessage, name: string): string | null {
  const lowerCaseName = name.toLowerCase()
  let joined: string | null = null
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const rawName = rawHeaders[at]
    if (rawName?.length !== lowerCaseName.length || rawName.toLowerCase() !== lowerCaseName)
      continue
    const value = rawHeaders[at + 1] ?? ''
    joined = joined === null ? value : `${joined}, ${value}`
  }
  return joined
}

const cachedUrls = new Map<string, URL>()
const cacheLimits = { addresses: 1_000, length: 200 }

/** Caches parsed addresses, because few addresses recur and parsing is expensive. */
function parseUrl(text: string): URL | undefined {
  const cached = cachedUrls.get(text)
  if (cached) return cached
  if (!URL.canParse(text)) return undefined
  const address = new URL(text)
  if (text.length <= cacheLimits.length && address.search === '') {
    if (cachedUrls.size >= cacheLimits.addresses) cachedUrls.clear()
    cachedUrls.set(text, address)
  }
  return address
}

/** Matches a host name or IP address with an optional port. */
const plainHost = /^([\w.-]+|\[[\da-f:.]+\])(:\d{0,5})?$/i

interface Target {
  path: string
  scheme?: string
  authority?: string
}

/**
 * Returns the target in origin form, and the authority if the target is in absolute form (RFC 9112,
 * 3.2).
 */
function targetOf(url: string): Target {
  const [, scheme, authority, rest = ''] = /^(https?):\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  if (scheme === undefined || authority === undefined) return { path: url }
  return { path: rest.startsWith('/') ? rest : `/${rest}`, scheme, authority }
}

/** Whether a target names the same host as the Host header; case and a default port are ignored. */
function isSameHost({ scheme = 'http', authority }: Target, host: string): boolean {
  if (authority === undefined) return true
  if (!plainHost.test(authority) || !plainHost.test(host)) return false
  return parseUrl(`${scheme}://${authority}`)?.host === parseUrl(`${scheme}://${host}`)?.host
}

/**
 * Returns the URL of a request. Undefined unless the request has exactly one Host header, and a
 * target in origin form, or in absolute form with the same host: a proxy in front could route an
 * ambiguous request differently. HTTP/1.0, which many load balancers use for health checks, needs
 * no Host.
 */
export function addressOf(incoming: http.IncomingMessage): URL | undefined {
  const { socket, rawHeaders, headers, url = '/' } = incoming
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  const isHostless = hosts === 0 && incoming.httpVersion === '1.0'
  const target = targetOf(url)
  const host = isHostless ? (target.authority ?? 'localhost') : (headers.host ?? '')
  if ((hosts !== 1 && !isHostless) || !isSameHost(target, host)) return undefined
  if (!target.path.startsWith('/') || !plainHost.test(host)) return undefined
  return parseUrl(`${'encrypted' in socket ? 'https' : 'http'}://${host}${target.path}`)
}

const hasBody = (method: string) => method !== 'GET' && method !== 'HEAD'

/**
 * Returns the request as a Fetch API object; rejects if the Fetch API refuses the method or a
 * header.
 */
export async function fetchRequestOf(
  incoming: http.IncomingMessage,
  address: URL,
  signal: AbortSignal,
): Promise<Request> {
  const { method = 'GET', rawHeaders } = incoming
  const headers = new Headers()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
  }
  if (!hasBody(method)) return new Request(address, { method, headers, signal })
  const body = new Uint8Array(await readBody(incoming, maxBytes))
  return new Request(address, { method, headers, signal, ...(body.length > 0 && { body }) })
}

/** Returns the request without the Fetch API's classes; the body is read on demand. */
export const proxyRequestOf = (incoming: http.IncomingMessage, address: URL): AddressedRequest => ({
  method: incoming.method ?? 'GET',
  url: address.href,
  address,
  headers: { get: (name) => headerOf(incoming, name) },
  body: null,
  read: (limit) => readBody(incoming, limit),
})
