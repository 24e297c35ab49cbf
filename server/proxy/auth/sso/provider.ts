import type { Role, Scope } from '../../../../src/contract/console/declare/values'
import type { Identity } from '../../users/ports'

/** A user as reported by the identity provider. */
export interface ProvidedUser {
  identity: Identity
  /** Display name. */
  name: string
  /** The role that the user's groups map to. */
  role: Role | undefined
  /**
   * When the user last authenticated at the provider, in Unix milliseconds; absent if the provider
   * does not report it.
   */
  authenticatedAt?: number
  /** The provider's session ID (claim `sid`). */
  sid?: string
  /** Absent if the provider granted none. */
  refreshToken?: string
}

/** A verified logout token, which has a subject, a session ID, or both. */
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
  /** Scope of new users; absent: nothing. */
  newUserScope?: Scope
  /**
   * Begins a sign-in: returns the provider's URL, and a secret that the callback needs. `redirect`
   * is the callback URL. With `isFresh`, the provider must authenticate the user again and report
   * the time.
   */
  begin(redirect: string, options: { isFresh: boolean }): Promise<{ url: string; secret: string }>
  /** Whether the callback has the state of the secret; checked before the provider is called. */
  isOwn?(callback: URL, secret: string): boolean
  /** Completes a sign-in and returns the user. Throws Problem. */
  end(callback: URL, secret: string): Promise<ProvidedUser>
  /** Milliseconds after which the user must be confirmed again; absent: never. */
  revalidateAfter?: number
  /**
   * The user according to the provider now; undefined if it no longer accepts the token. Throws
   * Problem if the provider does not respond.
   */
  refresh?(refreshToken: string, identity: Identity): Promise<ProvidedUser | undefined>
  /** Verifies a token of back-channel logout. Throws Problem. */
  verifyLogout?(token: string): Promise<VerifiedLogout>
  /** The provider's sign-out page, if it has one. */
  signOutUrl(after: string): Promise<string | undefined>
}
