import { sha256, toHex } from '../../wire/digest'
import type { ProxyRequest } from '../http/messages'
import type { Peer, ProxyPorts } from '../ports'

/** Browsers keep cookies for 400 days at most. */
const lifetimeDays = 400
const dayMs = 86_400_000
/** Maximum number of users remembered per browser. */
const maxIds = 4
const pattern = /^[0-9a-f]{32}$/

function idsIn(request: ProxyRequest, cookieName: string): string[] {
  for (const pair of (request.headers.get('Cookie') ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=')
    if (name === cookieName)
      return value
        .split('.')
        .filter((id) => pattern.test(id))
        .slice(0, maxIds)
  }
  return []
}

/**
 * Recognises by a cookie the browsers in which a user has signed in, so that failed sign-ins
 * elsewhere don't delay the user there. The cookie grants nothing else. It holds an ID for each
 * user of the browser.
 */
export function createDevices({ store, now, randomBytes, consoleId }: ProxyPorts) {
  const { devices } = store
  const nameFor = ({ tls }: Peer) => `${tls ? '__Host-gantry' : 'gantry'}-device-${consoleId}`

  /** Finds the hash of the user's ID in the cookie. */
  async function find(user: string, request: ProxyRequest, peer: Peer) {
    const ids = idsIn(request, nameFor(peer))
    const hashes = await Promise.all(ids.map((id) => sha256(id)))
    const match = hashes.length > 0 ? await devices.find(user, hashes) : undefined
    return { ids, index: match ? hashes.indexOf(match.idHash) : -1, idHash: match?.idHash }
  }

  return {
    find: async (user: string, request: ProxyRequest, peer: Peer): Promise<string | undefined> =>
      (await find(user, request, peer)).idHash,

    /** Finds the hash of any user's ID in the cookie; for use before the user is known. */
    async findAny(request: ProxyRequest, peer: Peer): Promise<string | undefined> {
      const hashes = await Promise.all(idsIn(request, nameFor(peer)).map((id) => sha256(id)))
      return hashes.length > 0 ? (await devices.findAny(hashes))?.idHash : undefined
    },

    /** Remembers the browser of a user who has just signed in; returns a Set-Cookie value. */
    async keep(user: string, request: ProxyRequest, peer: Peer): Promise<string> {
      const { ids, index, idHash } = await find(user, request, peer)
      const id = ids[index] ?? toHex(randomBytes(16))
      const usedAt = now()
      await devices.forgetBefore(usedAt - lifetimeDays * dayMs)
      await devices.keep({ idHash: idHash ?? (await sha256(id)), user, usedAt })
      const value = [id, ...ids.filter((candidate) => candidate !== id)].slice(0, maxIds).join('.')
      const age = lifetimeDays * 86_400
      return `${nameFor(peer)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${peer.tls ? '; Secure' : ''}`
    },
  }
}

export type Devices = ReturnType<typeof createDevices>
