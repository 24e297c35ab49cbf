/** A fresh sign-in at the identity provider that has yet to confirm a session. */
export interface FreshSignIn {
  /** SHA-256 of the one-time code. */
  codeHash: string
  user: string
  /** Whether the provider authenticated the user again. */
  isRecent: boolean
  /** The provider's session ID. */
  sid: string | null
  /** Encrypted with the code. */
  refreshToken: string | null
  createdAt: number
}

export interface FreshSignInStore {
  add(signIn: FreshSignIn): Promise<void>
  /**
   * Removes and returns the sign-in of the code; undefined if the code is unknown or already used.
   */
  take(codeHash: string): Promise<FreshSignIn | undefined>
  forgetBefore(createdAt: number): Promise<void>
}

export interface LogoutTokenStore {
  /** Marks a token as used; false if it was used before. */
  markUsed(hash: string, expiresAt: number): Promise<boolean>
  forgetBefore(at: number): Promise<void>
}

/** Selects the sessions to end: those of a user, of a session at the provider, or of both. */
export interface ProviderLogout {
  issuer: string
  user?: string | undefined
  /** The provider's session ID. */
  sid?: string | undefined
}
