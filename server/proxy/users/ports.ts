import type { Role, Scope } from '../../../src/contract/console/declare/values'

/** The permissions of a user. */
export interface Permissions {
  role: Role
  scope: Scope
  /** Restricts the user to reads, whatever the role. */
  isReadOnly: boolean
}

/** Identity at an identity provider: the issuer and the user's permanent subject there. */
export interface Identity {
  issuer: string
  subject: string
}

export interface User extends Permissions {
  /** Unique and permanent: sessions, the audit log and other stored data refer to it. */
  name: string
  /** Random, to address the user where names are ambiguous. */
  id: string
  /** Display name; for a single sign-on user, the name that the provider sent last. */
  displayName: string
  passwordHash: string
  /** In Unix milliseconds, like all times here. */
  createdAt: number
  /** How the user signs in: with a password of this console, or through single sign-on. */
  source: 'local' | 'sso'
  /** Absent for users with a password, and for single sign-on users who are not linked yet. */
  identity?: Identity
}

/** A user to add; absent permissions mean no limits. */
export type NewUser = Pick<User, 'name' | 'passwordHash' | 'role' | 'createdAt'> &
  Partial<Pick<User, 'scope' | 'isReadOnly' | 'source'>>

/** A single sign-on user to add; `displayName` need not be unique. */
export type NewSsoUser = Pick<User, 'displayName' | 'role' | 'createdAt' | 'scope'> & {
  identity: Identity
}

/** `lastAdmin`: refused, because no administrator would be left. */
export type UserChange = 'done' | 'missing' | 'lastAdmin'

export interface UserStore {
  /** By the unique name. */
  find(name: string): Promise<User | undefined>
  findByIdentity(identity: Identity): Promise<User | undefined>
  /** Finds all users whose ID, name or display name equals this text. */
  named(text: string): Promise<User[]>
  list(): Promise<User[]>
  /** Returns the text itself or, if it is a user's name, the text with a number: `ada (2)`. */
  freeName(text: string): Promise<string>
  /** Returns false if the name is taken, or differs from a taken one only in case or spelling. */
  add(user: NewUser): Promise<boolean>
  /** Returns the user with this identity, or adds one under a free name. */
  addSso(user: NewSsoUser): Promise<User>
  /**
   * A new password ends all sessions of the user. `allow` receives the current user inside the
   * transaction and may throw.
   */
  change(
    name: string,
    change: Partial<Pick<User, 'passwordHash' | 'role' | 'scope' | 'isReadOnly' | 'displayName'>>,
    allow?: (user: User) => void,
  ): Promise<UserChange>
  /**
   * Moves the identity of `from`, who is removed, to `to`, a user without an identity. `to` keeps
   * its scope and gets the role of `from`. Ends all sessions of both. Returns `missing` if `from`
   * has no identity.
   */
  link(from: string, to: string, allow?: (from: User, to: User) => void): Promise<UserChange>
  /** Removes a user and ends all of the user's sessions. */
  remove(name: string, allow?: (user: User) => void): Promise<UserChange>
}
