import type { AuditRecorder } from '../../audit/recorder'
import { Problem } from '../../http/problem'
import type { Peer, ProxyPorts } from '../../ports'
import { seal, unseal } from '../../secrets/sealed'
import type { Session } from '../session/ports'
import { createAdmission } from './admission'

/** Milliseconds after a failed attempt before the next one for the same session. */
const retryInterval = 30_000
/** Maximum milliseconds for which another console may hold the refresh token. */
const takenLifetime = 60_000
/**
 * Placeholder for the stored refresh token while a console uses it, because many providers accept a
 * refresh token only once.
 */
const takenPlaceholder = ''

/**
 * Revalidates sessions with the identity provider. From half of the configured interval on, the
 * refresh token is used to confirm that the user still has a role. A session without a refresh
 * token ends after the interval, and the user must sign in again. Revalidation runs only on
 * requests, so unused sessions cause no traffic.
 */
export function createRevalidation(
  ports: ProxyPorts,
  newRequestId: () => string,
  record: Pick<AuditRecorder, 'note'>,
) {
  const { store, now, log, singleSignOn: provider } = ports
  const revalidateAfter = provider?.revalidateAfter
  const admit = createAdmission(ports)
  /** Attempts by session, so that concurrent requests share one. */
  const running = new Map<string, Promise<boolean>>()
  const failedAt = new Map<string, number>()

  async function end(session: Session, reason: string, { address }: Peer): Promise<false> {
    await store.sessions.remove(session.idHash)
    const operation = { requestId: newRequestId(), user: session.user, role: '', address }
    const params = { singleSignOn: true, reason }
    await record.note({ ...operation, action: 'SignOut', target: session.user, params })
    return false
  }

  /**
   * Uses the refresh token; returns whether the session continues. Throws Problem if the provider
   * does not respond.
   */
  async function refresh(
    session: Session,
    sealed: string,
    id: string,
    peer: Peer,
  ): Promise<boolean> {
    const token = await unseal(sealed, id)
    const identity = (await store.users.find(session.user))?.identity
    if (token === undefined || !identity) return end(session, 'noRefreshToken', peer)
    // Another console holds the token and decides about the session.
    if (!(await store.sessions.exchangeRefreshToken(session.idHash, sealed, takenPlaceholder)))
      return true
    const provided = await provider?.refresh?.(token, identity).catch(async (error: unknown) => {
      await store.sessions.exchangeRefreshToken(session.idHash, takenPlaceholder, sealed)
      throw error
    })
    if (!provided) return end(session, 'revoked', peer)
    try {
      await admit(provided)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return end(session, error.codeDesc, peer)
    }
    const sealedToken = await seal(provided.refreshToken ?? token, id)
    await store.sessions.revalidated(session.idHash, sealedToken, now())
    return true
  }

  function attempt(session: Session, sealed: string, id: string, peer: Peer): Promise<boolean> {
    const { idHash } = session
    const current = running.get(idHash)
    if (current) return current
    const started = refresh(session, sealed, id, peer)
      .catch((error: unknown) => {
        if (failedAt.size > 10_000) failedAt.clear()
        failedAt.set(idHash, now())
        log({ event: 'revalidationFailed', user: session.user, error: String(error) })
        throw error
      })
      .finally(() => running.delete(idHash))
    running.set(idHash, started)
    return started
  }

  /**
   * Returns whether the session continues; `id` is the ID in its cookie. Throws Problem if the
   * interval is over and the provider does not respond.
   */
  return async (session: Session, id: string, peer: Peer): Promise<boolean> => {
    if (revalidateAfter === undefined || session.validatedAt === null) return true
    const age = now() - session.validatedAt
    if (age < revalidateAfter / 2) return true
    const isOver = age >= revalidateAfter
    if (session.refreshToken === takenPlaceholder) {
      const isLost = age >= revalidateAfter + takenLifetime
      const current = running.get(session.idHash)
      if (current && isOver) return current
      return isLost ? end(session, 'noRefreshToken', peer) : true
    }
    if (session.refreshToken === null || !provider?.refresh)
      return isOver ? end(session, 'noRefreshToken', peer) : true
    const hasJustFailed = now() - (failedAt.get(session.idHash) ?? 0) < retryInterval
    if (hasJustFailed) {
      if (!isOver) return true
      throw new Problem(
        502,
        'SingleSignOnFailed',
        'The identity provider does not respond, and its last confirmation has expired. Try again later.',
      )
    }
    const attempted = attempt(session, session.refreshToken, id, peer)
    if (isOver) return attempted
    // The last confirmation is still valid, so a failure changes nothing.
    attempted.catch(() => {})
    return true
  }
}

export type Revalidate = ReturnType<typeof createRevalidation>
