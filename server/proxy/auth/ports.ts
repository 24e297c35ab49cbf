/** Failed sign-ins of a user, an address, or a pair of both. */
export interface FailureCount {
  key: string
  user: string
  network: string
  /** Time of the last failure. */
  at: number
  /** When the last of the failures is forgotten. */
  forgottenAt: number
}

export interface FailureCountStore {
  find(keys: readonly string[]): Promise<FailureCount[]>
  /**
   * Replaces the counts of the keys in one transaction; keys that `next` leaves out are deleted.
   * Writes nothing if `next` throws.
   */
  change(
    keys: readonly string[],
    next: (found: readonly FailureCount[]) => readonly FailureCount[],
  ): Promise<void>
  forgetBefore(at: number): Promise<void>
}

/** A browser that a user has signed in from. */
export interface Device {
  /** SHA-256 of the ID in the browser's cookie. */
  idHash: string
  user: string
  usedAt: number
}

export interface DeviceStore {
  /** The device of the user among these. */
  find(user: string, idHashes: readonly string[]): Promise<Device | undefined>
  /** Finds one of these devices, of any user. */
  findAny(idHashes: readonly string[]): Promise<Device | undefined>
  /** Adds a device, or updates its last use. */
  keep(device: Device): Promise<void>
  forgetBefore(at: number): Promise<void>
}

export interface Passwords {
  hash(password: string): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
  /** A hash that no password matches, as costly to verify as a real one. */
  decoy: string
  /** How many passwords may be hashed or verified at once; 2 by default. */
  atOnce?: number
  /** Whether a new password is easy to guess; words such as the user's name make it so. */
  isWeak?: (password: string, words: readonly string[]) => Promise<boolean>
}
