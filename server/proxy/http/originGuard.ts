import type { ProxyRequest } from './messages'
import { Problem } from './problem'

/** Against DNS rebinding: accepts only configured hosts. */
export function requireKnownHost(url: URL, hosts: readonly string[]): void {
  if (hosts.includes(url.hostname)) return
  throw new Problem(
    421,
    'UnknownHost',
    `This console does not accept the host name ${url.hostname}. To accept it, set GANTRY_PUBLIC_URL.`,
  )
}

/**
 * Whether an origin is the console's own; https is accepted too, because a proxy in front may have
 * terminated TLS.
 */
function isOwn(origin: string, url: URL): boolean {
  return origin === url.origin || origin === `https://${url.host}`
}

/**
 * Against cross-site request forgery: a write needs the console's own origin, a header that no form
 * can set, and a JSON body.
 */
export function requireSameOrigin({ headers }: ProxyRequest, url: URL): void {
  const site = headers.get('Sec-Fetch-Site')
  const origin = headers.get('Origin')
  const isForeign =
    (site !== null && site !== 'same-origin') || (origin !== null && !isOwn(origin, url))
  if (isForeign || (site === null && origin === null)) {
    const requirement = `needs Sec-Fetch-Site: same-origin or Origin: ${url.origin}`
    throw new Problem(403, 'CrossSite', `A write to /api ${requirement}.`)
  }
  if (headers.get('X-Gantry') !== '1') {
    throw new Problem(403, 'CrossSite', 'A write to /api needs the header X-Gantry: 1.')
  }
  if (!/^application\/json(\s*;|$)/i.test(headers.get('Content-Type') ?? '')) {
    throw new Problem(415, 'NotJson', 'A write to /api needs Content-Type: application/json.')
  }
}
