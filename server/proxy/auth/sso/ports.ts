/** A fresh sign-in at the identity provider that waits for the session that it confirms. */
export interface FreshSignIn {
  /** SHA-256 of the one-time code. */
  codeHash: string
  user: string
  /** Whether the provider authenticated the user anew. */
  isRecent: boolean
  /** The provider's session ID. */
  sid: string | null
  /** Encrypted with the code. */
  refreshToken: string | null
  createdAt: number
}

export interface FreshSignInStore {
  add(signIn: FreshSignIn): Promise<void>
  /** The sign-in of the code; undefined if there is none, or it was taken before. */
  take(codeHash: string): Promise<FreshSignIn | undefined>
  forgetBefore(createdAt: number): Promise<void>
}
