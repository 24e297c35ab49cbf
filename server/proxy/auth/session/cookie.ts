import type { ProxyRequest } from '../../http/messages'
import type { Peer, ProxyPorts } from '../../ports'

/** Header of a session's second secret. */
export const secretHeader = 'X-Gantry-Session'

/**
 * The cookie with the session's ID. Its name contains the console's ID, because browsers share
 * cookies among all ports of a host: two consoles on one host keep separate sessions.
 */
export function createSessionCookie({ consoleId }: Pick<ProxyPorts, 'consoleId'>) {
  const nameFor = ({ tls }: Peer) => `${tls ? '__Host-gantry' : 'gantry'}-${consoleId}`

  return {
    idOf(request: ProxyRequest, peer: Peer): string | undefined {
      for (const pair of (request.headers.get('Cookie') ?? '').split(';')) {
        const [name, value] = pair.trim().split('=')
        if (name === nameFor(peer)) return value
      }
      return undefined
    },

    /** Returns the value of a Set-Cookie header; `seconds` 0 removes the cookie. */
    cookie: (peer: Peer, id: string, seconds: number): string =>
      `${nameFor(peer)}=${id}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${peer.tls ? '; Secure' : ''}`,
  }
}
