import { backChannelLogout } from '../../../../src/contract/console/credentials/hooks'
import { sha256 } from '../../../wire/digest'
import type { AuditRecorder } from '../../audit/recorder'
import { readBytes } from '../../http/body'
import { Problem } from '../../http/problem'
import { respond } from '../../http/responses'
import type { Handlers } from '../../http/routes'
import type { ProxyPorts } from '../../ports'
import type { Attempts } from '../failedSignIns'
import { logoutCounter } from '../limits/counters'

const maxBytes = 64 * 1024

const invalidToken = (why: string) =>
  new Problem(400, 'InvalidLogoutToken', `The logout token is not valid: ${why}.`)

/**
 * POST /hooks/oidc/logout: OpenID Connect Back-Channel Logout 1.0. The token names a user, or a
 * session at the provider, whose sessions end here. The token's signature is the only
 * authentication.
 */
export function createBackChannelLogout(
  { store, now, singleSignOn: provider }: ProxyPorts,
  attempts: Attempts,
  record: Pick<AuditRecorder, 'note'>,
) {
  return {
    [backChannelLogout.id]: async (context) => {
      const { request, peer, requestId, url } = context
      if (!provider?.verifyLogout)
        throw new Problem(404, 'NotFound', `There is nothing at ${url.pathname}.`)
      // Count refused tokens, so that forged tokens can't keep the console busy.
      const attempt = await attempts.begin([logoutCounter(peer.address)])
      const form = new URLSearchParams(new TextDecoder().decode(await readBytes(request, maxBytes)))
      const [token, ...others] = form.getAll('logout_token')
      if (!token || others.length > 0) throw invalidToken('send one logout_token as a form field')
      const verified = await provider.verifyLogout(token)
      const { issuer, tokenId, expiresAt, subject, sid } = verified
      await store.logoutTokens.forgetBefore(now())
      const hash = await sha256(JSON.stringify([issuer, tokenId]))
      if (!(await store.logoutTokens.markUsed(hash, expiresAt)))
        throw invalidToken('it was used before')
      const user =
        subject === undefined ? undefined : await store.users.findByIdentity({ issuer, subject })
      // A token that names an unknown subject ends no session, even if it also has a session ID.
      const users =
        subject !== undefined && !user
          ? []
          : await store.sessions.removeOfProvider({ issuer, sid, user: user?.name })
      await attempt.succeeded()
      for (const userName of users) {
        const operation = { requestId, user: userName, role: '', address: peer.address }
        const params = { backChannel: true, issuer, ...(sid !== undefined && { sid }) }
        await record.note({ ...operation, action: 'SignOut', target: userName, params })
      }
      return respond(context, backChannelLogout, {})
    },
  } satisfies Partial<Handlers>
}
