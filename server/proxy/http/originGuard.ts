import type { Peer } from '../ports'
import type { ProxyRequest } from './messages'
import { Problem } from './problem'

/**
 * Against DNS rebinding: accepts only configured hosts. A trusted proxy in front may send a name of
 * its own choice, as nginx and Apache do by default.
 */
export const isKnownHost = (url: URL, hosts: readonly string[], peer: Peer): boolean =>
  peer.isForwarded === true || hosts.includes(url.hostname)

/** Throws 421 for a host name that the console does not accept. */
export function requireKnownHost(url: URL, hosts: readonly string[], peer: Peer): void {
  if (isKnownHost(url, hosts, peer)) return
  throw new Problem(
    421,
    'UnknownHost',
    `This console does not accept the host name ${url.hostname}. To accept it, set GANTRY_PUBLIC_URL.`,
  )
}

/**
 * Whether an origin is the console's own; https is accepted too, because a proxy in front may have
 * terminated TLS. Parsing drops a default port, which browsers leave out of Origin.
 */
const isOwn = (origin: string, url: URL, publicOrigin: string | undefined): boolean =>
  origin === publicOrigin ||
  origin === url.origin ||
  origin === new URL(`https://${url.host}`).origin

export function requireJson({ headers }: Pick<ProxyRequest, 'headers'>): void {
  if (/^application\/json(\s*;|$)/i.test(headers.get('Content-Type') ?? '')) return
  throw new Problem(415, 'NotJson', 'A write to /api needs Content-Type: application/json.')
}

/**
 * Against cross-site request forgery: a write needs the console's own origin, a header that no form
 * can set, and a JSON body.
 */
export function requireSameOrigin(
  { headers }: ProxyRequest,
  url: URL,
  publicOrigin?: string,
): void {
  const site = headers.get('Sec-Fetch-Site')
  const origin = headers.get('Origin')
  const isForeign =
    (site !== null && site !== 'same-origin') ||
    (origin !== null && !isOwn(origin, url, publicOrigin))
  if (isForeign || (site === null && origin === null)) {
    const requirement = `needs Sec-Fetch-Site: same-origin or Origin: ${publicOrigin ?? url.origin}`
    throw new Problem(403, 'CrossSite', `A write to /api ${requirement}.`)
  }
  if (headers.get('X-Gantry') !== '1') {
    throw new Problem(403, 'CrossSite', 'A write to /api needs the header X-Gantry: 1.')
  }
  requireJson({ headers })
}
