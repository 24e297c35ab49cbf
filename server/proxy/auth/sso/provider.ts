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
  /** Absent if the provider granted none. */
  refreshToken?: string
}

/** A verified logout token: whose sessions end. It has a subject, a session ID, or both. */
export interface VerifiedLogout {
  issuer: string
  subject?: string
  /** The provider's session ID. */
  sid?: string
  /** The token's `jti`. */
  tokenId: string
  /** In Unix milliseconds; the token is refused afterwards. */
  expiresAt: number
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
  /** For how long the provider's answer holds, in ms; unlimited if it is absent. */
  revalidateAfter?: number
  /**
   * The user as the provider vouches for it now; undefined if it does not accept the token any
   * more. Throws Problem if the provider does not answer.
   */
  refresh?(refreshToken: string, identity: Identity): Promise<ProvidedUser | undefined>
  /** Verifies a token of back-channel logout. Throws Problem. */
  verifyLogout?(token: string): Promise<VerifiedLogout>
  /** The provider's sign-out page, if it has one. */
  signOutUrl(after: string): Promise<string | undefined>
}
