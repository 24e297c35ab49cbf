import { sha256, toHex } from '../../../wire/digest'
import { Problem } from '../../http/problem'
import type { RouteContext } from '../../http/routes'
import type { ProxyPorts, User } from '../../ports'
import { seal, unseal } from '../../secrets/sealed'
import type { ProviderFacts } from '../session/lifecycle'
import type { SignedIn } from '../session/lookup'
import type { Sessions } from '../session/sessions'

/** How long a code can be used, in ms. */
const codeLifetime = 60_000

const wrongCode = () => new Problem(401, 'WrongCode', 'The sign-in code is wrong, used or expired.')

/**
 * A fresh sign-in confirms the session that requested it and creates no new one: the tab with the
 * unsaved form keeps its session and, on plain HTTP, its second secret. The callback receives
 * neither the session's cookie nor the second secret, so it gives the page a one-time code.
 */
export function createFreshSignIns(
  { store, now, randomBytes }: ProxyPorts,
  sessions: Pick<Sessions, 'confirm'>,
) {
  return {
    /** Stores a fresh sign-in and returns its code. */
    async keep({ name }: User, isRecent: boolean, provided: ProviderFacts): Promise<string> {
      const code = toHex(randomBytes(32))
      const createdAt = now()
      const { sid = null, refreshToken } = provided
      const sealed = refreshToken === undefined ? null : await seal(refreshToken, code)
      await store.freshSignIns.forgetBefore(createdAt - codeLifetime)
      const codeHash = await sha256(code)
      const facts = { sid, refreshToken: sealed, createdAt }
      await store.freshSignIns.add({ codeHash, user: name, isRecent, ...facts })
      return code
    },

    /** Confirms the session by a code; throws Problem if another user has signed in. */
    async confirm(
      principal: SignedIn,
      { request, peer }: RouteContext,
      code: string,
    ): Promise<void> {
      const freshSignIn = await store.freshSignIns.take(await sha256(code))
      if (!freshSignIn || now() - freshSignIn.createdAt > codeLifetime) throw wrongCode()
      if (freshSignIn.user !== principal.user) {
        const user = (await store.users.find(freshSignIn.user))?.displayName ?? freshSignIn.user
        const message = `is of a sign-in by ${user}`
        throw new Problem(
          409,
          'OtherUserConfirmed',
          `${user} signed in at the identity provider, but this session is of ${principal.user}. It stays as it was.`,
          { fields: [{ path: 'code', rule: 'otherUser', values: { user }, message }] },
        )
      }
      if (!freshSignIn.isRecent) {
        throw new Problem(
          403,
          'NotAuthenticatedAnew',
          'The identity provider did not authenticate the user anew.',
        )
      }
      const { sid, refreshToken } = freshSignIn
      await sessions.confirm(principal, request, peer, {
        ...(sid !== null && { sid }),
        ...(refreshToken !== null && { refreshToken: await unseal(refreshToken, code) }),
      })
    },
  }
}

export type FreshSignIns = ReturnType<typeof createFreshSignIns>
