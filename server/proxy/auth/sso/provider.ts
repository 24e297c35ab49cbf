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
  /** Absent if the provider granted no refresh token. */
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
  /** In Unix milliseconds; a token is refused after this time. */
  expiresAt: number
}

/** An identity provider. */
export interface SingleSignOn {
  /** Scope of new users; if absent, new users can access nothing. */
  newUserScope?: Scope
  /**
   * Begins a sign-in: returns the provider's URL, and a secret that the callback needs. `redirect`
   * is the callback URL. With `isFresh`, the provider must authenticate the user again and report
   * the time.
   */
  begin(redirect: string, options: { isFresh: boolean }): Promise<{ url: string; secret: string }>
  /** Whether the callback's state belongs to the secret; checked before the provider is called. */
  isOwn?(callback: URL, secret: string): boolean
  /** Completes a sign-in and returns the user. Throws Problem if the sign-in fails. */
  end(callback: URL, secret: string): Promise<ProvidedUser>
  /** Milliseconds after which the user must be confirmed again; if absent, never. */
  revalidateAfter?: number
  /**
   * Asks the provider for the user's current data; undefined if the provider no longer accepts the
   * refresh token. Throws Problem if the provider does not respond.
   */
  refresh?(refreshToken: string, identity: Identity): Promise<ProvidedUser | undefined>
  /** Verifies a token of back-channel logout. Throws Problem if it is invalid. */
  verifyLogout?(token: string): Promise<VerifiedLogout>
  /** Returns the URL of the provider's sign-out page, if it has one. */
  signOutUrl(after: string): Promise<string | undefined>
}
