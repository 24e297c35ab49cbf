import type { Role, Scope } from '../../../../src/contract/console/declare/values'
import type { Identity } from '../../users/ports'

/** A user as reported by the identity provider. */
export interface ProvidedUser {
  identity: Identity
  /** The name to show. */
  name: string
  /** The role that the user's groups map to. */
  role: Role | undefined
  /** When the user last authenticated at the provider, in Unix milliseconds, if it says so. */
  authenticatedAt?: number
  /** The provider's session ID (claim `sid`). */
  sid?: string
}

/** An identity provider. */
export interface SingleSignOn {
  /** The scope of users who sign in for the first time; absent: nothing. */
  newUserScope?: Scope
  /**
   * The provider's URL, and a secret that the callback needs; `redirect` is the callback URL.
   * `isFresh`: the provider must authenticate the user anew and report when it did.
   */
  begin(redirect: string, options: { isFresh: boolean }): Promise<{ url: string; secret: string }>
  /** Whether the callback has the state of the secret; checked before the provider is called. */
  isOwn?(callback: URL, secret: string): boolean
  /** The signed-in user. Throws Problem. */
  end(callback: URL, secret: string): Promise<ProvidedUser>
  /** The provider's sign-out page, if it has one. */
  signOutUrl(after: string): Promise<string | undefined>
}
