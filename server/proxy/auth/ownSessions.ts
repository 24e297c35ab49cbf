import { endOneSession, listSessions } from '../../../src/contract/console/session'
import { requireAdmin } from '../access/roles'
import { isWithin } from '../access/scope'
import type { AuditRecorder } from '../audit/recorder'
import { readQuery } from '../http/body'
import { Problem } from '../http/problem'
import { respond } from '../http/responses'
import type { Handlers } from '../http/routes'
import type { ProxyPorts, User } from '../ports'
import { createUserLookup } from '../users/addressed'
import { defaultSessionLimits, expiryCutoffs } from './limits/sessionLimits'
import type { SignedIn } from './session/lookup'
import type { Session } from './session/ports'
import type { Sessions } from './session/sessions'
import { requireRecentVerification } from './verification'

/** The public ID of a session: a prefix of the stored hash. The hash itself stays in the store. */
const publicId = ({ idHash }: Pick<Session, 'idHash'>) => idHash.slice(0, 16)

/**
 * GET and DELETE /api/sessions: a user's own sessions; for administrators also other users'
 * sessions.
 */
export function createOwnSessions(ports: ProxyPorts, sessions: Sessions, record: AuditRecorder) {
  const { store, now, sessionLimits = defaultSessionLimits } = ports
  const addressed = createUserLookup(store)

  /** Throws unless the principal may list and end the sessions of a user. */
  function requireMayManage(by: SignedIn, { name, scope }: User): void {
    if (name === by.user) return
    requireAdmin(by)
    if (isWithin(scope, by.scope)) return
    throw new Problem(403, 'OutOfScope', `The scope of ${name} exceeds that of ${by.user}.`)
  }

  /** Returns the user that the request addresses; refuses a name that several users have. */
  async function requestedUser(by: SignedIn, text: string): Promise<User> {
    if (text !== by.user) requireAdmin(by)
    const user = await addressed.user(text)
    requireMayManage(by, user)
    return user
  }

  const unknown = (id: string) =>
    new Problem(404, 'UnknownSession', `There is no session ${id}, or it has ended.`)

  return {
    [listSessions.id]: async (context) => {
      const principal = await sessions.principal(context.request, context.peer)
      const query = readQuery(context, listSessions)
      const user =
        query.user === undefined
          ? principal.user
          : (await requestedUser(principal, query.user)).name
      const { createdAt, usedAt } = expiryCutoffs(now(), sessionLimits)
      const all = await store.sessions.listOf(user)
      const current = all.filter(
        (session) => session.createdAt >= createdAt && session.usedAt >= usedAt,
      )
      return respond(
        context,
        listSessions,
        current.map((session) => ({
          id: publicId(session),
          user,
          device: session.device,
          address: session.address,
          createdAt: session.createdAt,
          usedAt: session.usedAt,
          isCurrent: session.idHash === principal.session,
        })),
      )
    },

    [endOneSession.id]: async (context) => {
      const { request, peer, requestId, name: id } = context
      const principal = await sessions.principal(request, peer)
      const found = /^[0-9a-f]{16}$/.test(id) ? await store.sessions.findByStart(id) : undefined
      const isOwn = found?.user === principal.user
      // Other users must not learn which sessions exist.
      if (!found || (!isOwn && principal.role !== 'admin')) throw unknown(id)
      const { address } = peer
      const operation = { ...principal, requestId, address, action: 'EndSession' }
      await record.around({ ...operation, target: found.user, params: { id } }, async () => {
        if (!isOwn) {
          const user = await store.users.find(found.user)
          if (!user) throw unknown(id)
          requireMayManage(principal, user)
          requireRecentVerification(principal, now())
        }
        await store.sessions.remove(found.idHash)
      })
      return respond(context, endOneSession, {})
    },
  } satisfies Partial<Handlers>
}
