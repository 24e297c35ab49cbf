import { verifySession } from '../../../src/contract/console/session'
import type { AuditRecorder } from '../audit/recorder'
import { readBody } from '../http/body'
import { invalid, Problem } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { noPasswordProblem } from './credentials'
import type { Attempts } from './failedSignIns'
import { ownPasswordCounter } from './limits/counters'
import type { PasswordQueue } from './limits/passwordQueue'
import type { SignedIn } from './session/lookup'
import type { Sessions } from './session/sessions'
import type { FreshSignIns } from './sso/freshSignIn'

/** Milliseconds that a verification remains valid. */
const verificationLifetime = 10 * 60_000

/**
 * Throws 403 unless the user has recently signed in or entered the password, so that an unattended
 * browser or a stolen session cannot manage users.
 */
export function requireRecentVerification({ verifiedAt }: SignedIn, now: number): void {
  if (verifiedAt <= now && now - verifiedAt <= verificationLifetime) return
  throw new Problem(
    403,
    'ReauthenticationRequired',
    'Managing users needs a fresh sign-in. Confirm your password with POST /api/session/verify, or sign in through the identity provider again.',
  )
}

const wrongPassword = () =>
  invalid([{ path: 'password', rule: 'wrongPassword', message: 'is not the current password' }])

/**
 * POST /api/session/verify: verifies the session's user by password, or by a fresh sign-in at the
 * identity provider.
 */
export function createVerification(
  { store, now }: ProxyPorts,
  { run, unbounded: passwords }: PasswordQueue,
  sessions: Sessions,
  attempts: Attempts,
  freshSignIns: FreshSignIns,
  record: AuditRecorder,
) {
  return async (context: RouteContext): Promise<{ verifiedUntil: number }> => {
    const { request, peer, requestId } = context
    const principal = await sessions.principal(request, peer)
    const body = await readBody(context, verifySession)
    const { address } = peer
    const operation = { ...principal, requestId, address, action: 'VerifySession' }
    if ('code' in body) {
      // The callback has already recorded the sign-in.
      const { code } = body
      await record.unlessRefused(operation, () => freshSignIns.confirm(principal, context, code))
      return { verifiedUntil: now() + verificationLifetime }
    }
    const { password } = body
    const check = async () => {
      const user = await store.users.find(principal.user)
      if (!user || user.source === 'sso') throw noPasswordProblem(principal.user)
      if (!(await passwords.verify(password, user.passwordHash))) throw wrongPassword()
    }
    const counters = [ownPasswordCounter(principal.user)]
    await attempts.check(counters)
    await run({ key: principal.user, isKnown: true }, async () => {
      const attempt = await attempts.begin(counters)
      await record.around(operation, check)
      await attempt.succeeded()
    })
    const at = now()
    await store.sessions.verify(principal.session, at)
    return { verifiedUntil: at + verificationLifetime }
  }
}
