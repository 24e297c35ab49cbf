import type { Peer } from './ports'
import { Problem } from './problem'

/** Against DNS rebinding: only hosts that the console is known by. */
export function checkHost(request: Request, hosts: readonly string[]): void {
  const { hostname } = new URL(request.url)
  if (hosts.includes(hostname)) return
  throw new Problem(421, 'UnknownHost', `This console does not answer for the host ${hostname}.`)
}

const isSafe = (request: Request) => request.method === 'GET' || request.method === 'HEAD'

function ownOrigin(request: Request, peer: Peer): string {
  const { host } = new URL(request.url)
  return `${peer.tls ? 'https' : 'http'}://${host}`
}

/**
 * Against requests that another site makes a browser send: a write comes as JSON with a header that no
 * form can set, from the console's own origin.
 */
export function checkOrigin(request: Request, peer: Peer): void {
  if (isSafe(request)) return
  const site = request.headers.get('Sec-Fetch-Site')
  const origin = request.headers.get('Origin')
  const same = site !== null ? site === 'same-origin' : origin === ownOrigin(request, peer)
  const foreign = origin !== null && origin !== ownOrigin(request, peer)
  if (!same || foreign) {
    throw new Problem(
      403,
      'CrossSite',
      'A write needs Sec-Fetch-Site: same-origin or an Origin equal to the address of the console.',
    )
  }
  if (request.headers.get('X-Gantry') !== '1') {
    throw new Problem(403, 'CrossSite', 'A write needs the header X-Gantry: 1.')
  }
  if (request.method === 'DELETE' && request.body === null) return
  const type = request.headers.get('Content-Type') ?? ''
  if (!/^application\/json(\s*;|$)/i.test(type)) {
    throw new Problem(415, 'NotJson', 'A write needs Content-Type: application/json.')
  }
}
