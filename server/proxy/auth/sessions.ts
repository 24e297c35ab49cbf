import { availabilityOf } from '../access/availability'
import type { Person } from '../access/person'
import type { ReadOnly } from '../access/readOnlySwitches'
import { isInScope, isRegionInScope } from '../access/scope'
import { sha256, toHex } from '../digest'
import { arrived } from '../http/body'
import type { ProxyRequest } from '../http/messages'
import { Problem } from '../http/problem'
import { createLimits } from '../http/rateLimits'
import type { Account, Peer, ProxyPorts } from '../ports'

const hour = 3_600_000
const idle = 12 * hour
const absolute = 7 * 24 * hour
/** Sessions made or last used before these times have ended. */
export const endedBefore = (at: number) => ({ createdAt: at - absolute, usedAt: at - idle })

/** How exactly the last use is kept, to spare a write at each request. */
const grain = 60_000

/** How long what the store says of a session is taken to hold; what this process changes holds at once. */
const fresh = 1000
const mostKnown = 10_000

/** 401 for who does not get in. */
export const wrongPassword = () =>
  new Problem(401, 'WrongPassword', 'The user or the password is wrong.')

/** Who asks, and by which session. */
export interface SignedIn extends Person {
  session: string
}

/** Somebody, until when that is taken for granted, and how often sessions had changed by then. */
interface Found {
  person: SignedIn
  until: number
  changes: number
}

const cookieName = ({ tls }: Peer) => (tls ? '__Host-gantry' : 'gantry')

function idOf(request: ProxyRequest, peer: Peer): string | undefined {
  for (const pair of (request.headers.get('Cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === cookieName(peer)) return value
  }
  return undefined
}

const cookie = (peer: Peer, value: string, seconds: number) =>
  `${cookieName(peer)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${peer.tls ? '; Secure' : ''}`

/** What a browser may know of a person and of the accounts. */
export const sessionView = (
  { user, role, scope, isReadOnly }: Person,
  accounts: readonly Account[],
  readOnly: ReadOnly,
) => ({
  user,
  role,
  scope,
  readOnly: isReadOnly || readOnly.isReadOnly,
  accounts: accounts
    .filter(({ name }) => isInScope(scope, 'accounts', name))
    .map((account) => {
      const { name, regions, production, push } = account
      return {
        name,
        regions: regions.filter((one) => isRegionInScope(scope, one)),
        production,
        readOnly: readOnly.accounts.includes(name),
        ...(push && { canPush: true }),
        actions: availabilityOf(account),
      }
    }),
})

/** Sessions by an opaque id of 256 bits in a cookie, of which only the hash is stored. */
export function createSessions({ store, now, randomBytes, limits, log }: ProxyPorts) {
  const rates = createLimits(limits, now)
  /** By the id; only for a moment, to spare the store a look-up at each request. */
  const known = new Map<string, Found>()
  /** The same by who was found, for as long as somebody holds on to it. */
  const findings = new WeakMap<SignedIn, Found>()
  const isRecent = ({ until, changes }: Found) =>
    until > now() && changes === store.sessions.changes()

  /** On a disk that is full people may still look; at the worst a session is idle sooner. */
  const notKept = (error: unknown) => log({ event: 'sessionNotKept', error: String(error) })

  async function present(id: string): Promise<SignedIn | undefined> {
    const at = now()
    const recent = known.get(id)
    const changes = store.sessions.changes()
    if (recent && isRecent(recent)) return recent.person
    const found = await store.sessions.find(await sha256(id))
    if (!found) return undefined
    if (at - found.createdAt > absolute || at - found.usedAt > idle) {
      await store.sessions.remove(found.idHash).catch(notKept)
      return undefined
    }
    if (at - found.usedAt > grain) await store.sessions.touch(found.idHash, at).catch(notKept)
    const { idHash: session, user, role, scope, isReadOnly } = found
    const person = { session, user, role, scope, isReadOnly }
    if (known.size >= mostKnown) known.clear()
    const finding = { person, until: at + fresh, changes }
    known.set(id, finding)
    findings.set(person, finding)
    return person
  }

  /** Whether to look somebody up again would say the same: nothing changed here, and it was just now. */
  function isFresh(found: SignedIn): boolean {
    const finding = findings.get(found)
    return finding !== undefined && isRecent(finding)
  }

  /** Requests that the session has paid for, and whose they were when they began to arrive. */
  const paid = new WeakMap<ProxyRequest, SignedIn>()

  /** Who is signed in; throws 401, or 429 where the session asks for too much. */
  async function person(request: ProxyRequest, peer: Peer): Promise<SignedIn> {
    const before = paid.get(request)
    if (before && isFresh(before)) return before
    const id = idOf(request, peer)
    const found = id ? await present(id) : undefined
    if (!found) throw new Problem(401, 'SignInRequired', 'Sign in first.')
    if (!before) rates.session(found.session, 'A session')
    return found
  }

  return {
    person,

    isFresh,

    /**
     * The request of somebody when all of its body is here. That may take a minute, and who asks is
     * settled after it: nobody goes on as who they were when they began to send.
     */
    async arrived(request: ProxyRequest, peer: Peer): Promise<ProxyRequest> {
      const found = await person(request, peer)
      const whole = await arrived(request)
      paid.set(whole, found)
      return whole
    },

    /**
     * Value of Set-Cookie for a new session; the session that the request came with ends. 401 where the
     * password that let somebody in is not theirs any more.
     */
    async begin(
      { user, passwordHash }: { user: string; passwordHash?: string },
      request: ProxyRequest,
      peer: Peer,
    ): Promise<string> {
      const old = idOf(request, peer)
      if (old) await store.sessions.remove(await sha256(old))
      const at = now()
      await store.sessions.removeEnded(endedBefore(at))
      const id = toHex(randomBytes(32))
      const session = { idHash: await sha256(id), user, createdAt: at, usedAt: at }
      if (!(await store.sessions.add(session, passwordHash))) throw wrongPassword()
      return cookie(peer, id, absolute / 1000)
    },

    /** Ends all sessions of a user, wherever they are. */
    endAll: (user: string): Promise<void> => store.sessions.removeOf(user),

    /** Ends the session on the server; value of Set-Cookie that takes the cookie away. */
    async end(request: ProxyRequest, peer: Peer): Promise<string> {
      const id = idOf(request, peer)
      if (id) await store.sessions.remove(await sha256(id))
      return cookie(peer, '', 0)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
