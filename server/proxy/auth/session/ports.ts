import type { Permissions } from '../../users/ports'
import type { ProviderLogout } from '../sso/ports'

export interface Session {
  /** SHA-256 of the ID in the browser's cookie. */
  idHash: string
  user: string
  createdAt: number
  usedAt: number
  /**
   * SHA-256 of the second secret that requests send as X-Gantry-Session; null for a session that
   * began under TLS, where no other port can read the cookie.
   */
  secretHash: string | null
  /** When the user was last authenticated: by password, or by a new sign-in at the provider. */
  verifiedAt: number
  /** Client address of the last use. */
  address: string
  /** User-Agent of the sign-in. */
  device: string
  /** The identity provider's session ID. */
  sid: string | null
  /** Encrypted with the session's ID. */
  refreshToken: string | null
  /** When the provider last confirmed the user; null for sessions with a password. */
  validatedAt: number | null
}

/** The identity provider's data as stored in a session. */
type StoredProviderFacts = Pick<Session, 'sid' | 'refreshToken' | 'validatedAt'>

export interface NewSession extends Pick<Session, 'idHash' | 'user' | 'createdAt' | 'usedAt'> {
  secretHash?: string | null
  /** SHA-256 of a one-time code that is exchanged for the second secret. */
  codeHash?: string | null
  verifiedAt?: number
  address?: string
  device?: string
  sid?: string | null
  refreshToken?: string | null
  validatedAt?: number | null
}

export interface SessionStore {
  /** Finds a session, with the user's current permissions. */
  find(idHash: string): Promise<(Session & Permissions & { userId: string }) | undefined>
  /** Returns false if the user's password has changed since it was verified. */
  add(session: NewSession, passwordHash?: string): Promise<boolean>
  /**
   * Returns false if the code is wrong or used, or if the session was created before
   * `createdAfter`.
   */
  exchangeCode(
    session: { idHash: string; codeHash: string },
    secretHash: string,
    createdAfter: number,
  ): Promise<boolean>
  touch(idHash: string, usedAt: number, address: string): Promise<void>
  /**
   * Records that the user was authenticated again; `facts` is the provider's data after a sign-in
   * there.
   */
  verify(idHash: string, at: number, facts?: StoredProviderFacts): Promise<void>
  /** All sessions of a user, last used first. */
  listOf(user: string): Promise<Session[]>
  /** Finds the session whose hash starts with a text. */
  findByStart(start: string): Promise<Session | undefined>
  /** Ends the user's sessions except the `count` most recently used; `idHash` is always kept. */
  keepLatest(user: string, count: number, idHash: string): Promise<void>
  /** Replaces the refresh token; returns false if it has changed since it was read. */
  exchangeRefreshToken(idHash: string, from: string, to: string): Promise<boolean>
  /** Records that the provider has confirmed the user. */
  revalidated(idHash: string, refreshToken: string, validatedAt: number): Promise<void>
  /** Ends the sessions that a provider's logout selects; returns their users. */
  removeOfProvider(logout: ProviderLogout): Promise<string[]>
  remove(idHash: string): Promise<void>
  /** Ends all sessions of a user except `except`. */
  removeOf(user: string, except?: string): Promise<void>
  /** Number of changes made through this store that may end or restrict a session. */
  changes(): number
  /** Number of sessions by user. */
  counts(endedBefore: { createdAt: number; usedAt: number }): Promise<Map<string, number>>
  /** Deletes sessions created or last used before these times. */
  removeEnded(before: { createdAt: number; usedAt: number }): Promise<void>
}
