import type { Role, Scope } from '../../../src/contract/console/declare/values'

/** A personal access token; its value is not stored. */
export interface StoredToken {
  id: string
  /** SHA-256 of the value. */
  hash: string
  user: string
  /** Creation time of the user; distinguishes a later user of the same name. */
  userCreatedAt: number
  name: string
  /** The first characters of the value. */
  prefix: string
  role: Role
  scope: Scope
  canManage: boolean
  createdAt: number
  expiresAt: number
  usedAt: number | null
}

/** The permissions of a token's user. */
export interface TokenHolder {
  role: Role
  scope: Scope
  isReadOnly: boolean
}

export interface TokenStore {
  add(token: StoredToken): Promise<void>
  /** Finds a token with its user's current permissions; undefined if the user was removed. */
  find(hash: string): Promise<{ token: StoredToken; holder: TokenHolder } | undefined>
  /** Returns tokens newest first; of all users if `user` is absent. */
  list(user?: string): Promise<StoredToken[]>
  touch(id: string, usedAt: number): Promise<void>
  remove(id: string): Promise<void>
  /** Deletes tokens that expired before a time, and tokens of removed users. */
  removeEnded(expiredBefore: number): Promise<void>
}
