import { sha256, toHex } from './hex'
import type { Account, Peer, ProxyPorts, Role } from './ports'
import { Problem } from './problem'

const hour = 3_600_000
const idle = 12 * hour
const absolute = 7 * 24 * hour
/** How exactly the last use is kept, to spare a write at each request. */
const grain = 60_000

/** Who asks. */
export interface Person {
  user: string
  role: Role
}

const cookieName = ({ tls }: Peer) => (tls ? '__Host-gantry' : 'gantry')

function idOf(request: Request, peer: Peer): string | undefined {
  for (const pair of (request.headers.get('Cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === cookieName(peer)) return value
  }
  return undefined
}

const cookie = (peer: Peer, value: string, seconds: number) =>
  `${cookieName(peer)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${peer.tls ? '; Secure' : ''}`

/** What a browser may know of a person and of the accounts. */
export const sessionView = ({ user, role }: Person, accounts: readonly Account[]) => ({
  user,
  role,
  accounts: accounts.map(({ name, regions, production, push }) => ({
    name,
    regions,
    production,
    ...(push && { canPush: true }),
  })),
})

/** Sessions by an opaque id of 256 bits in a cookie, of which only the hash is stored. */
export function createSessions({ store, now, randomBytes }: ProxyPorts) {
  async function present(request: Request, peer: Peer) {
    const id = idOf(request, peer)
    if (!id) return undefined
    const session = await store.sessions.find(await sha256(id))
    if (!session) return undefined
    const at = now()
    if (at - session.createdAt > absolute || at - session.usedAt > idle) {
      await store.sessions.remove(session.idHash)
      return undefined
    }
    if (at - session.usedAt > grain) await store.sessions.touch(session.idHash, at)
    return session
  }

  return {
    /** Who is signed in; throws 401. */
    async person(request: Request, peer: Peer): Promise<Person> {
      const session = await present(request, peer)
      if (!session) throw new Problem(401, 'SignInRequired', 'Sign in first.')
      return { user: session.user, role: session.role }
    },

    /** Value of Set-Cookie for a new session; the session that the request came with ends. */
    async begin({ user }: Person, request: Request, peer: Peer): Promise<string> {
      const old = idOf(request, peer)
      if (old) await store.sessions.remove(await sha256(old))
      const at = now()
      await store.sessions.removeEnded({ createdAt: at - absolute, usedAt: at - idle })
      const id = toHex(randomBytes(32))
      await store.sessions.add({ idHash: await sha256(id), user, createdAt: at, usedAt: at })
      return cookie(peer, id, absolute / 1000)
    },

    /** Ends the session on the server; value of Set-Cookie that takes the cookie away. */
    async end(request: Request, peer: Peer): Promise<string> {
      const id = idOf(request, peer)
      if (id) await store.sessions.remove(await sha256(id))
      return cookie(peer, '', 0)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
