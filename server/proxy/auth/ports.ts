/** Failed sign-ins by user, by address, or by the pair of both. */
export interface FailureCount {
  key: string
  user: string
  network: string
  /** Time of the last failure. */
  at: number
  /** Time at which all failures are forgotten. */
  forgottenAt: number
}

export interface FailureCountStore {
  find(keys: readonly string[]): Promise<FailureCount[]>
  /**
   * Replaces the counts of the keys in one transaction and deletes keys that `next` omits. Writes
   * nothing if `next` throws.
   */
  change(
    keys: readonly string[],
    next: (found: readonly FailureCount[]) => readonly FailureCount[],
  ): Promise<void>
  forgetBefore(at: number): Promise<void>
}

/** A browser in which a user has signed in. */
export interface Device {
  /** SHA-256 of the ID in the browser's cookie. */
  idHash: string
  user: string
  usedAt: number
}

export interface DeviceStore {
  /** Finds the user's device among these hashes. */
  find(user: string, idHashes: readonly string[]): Promise<Device | undefined>
  /** Finds a device of any user among these hashes. */
  findAny(idHashes: readonly string[]): Promise<Device | undefined>
  /** Adds a device, or updates its last use. */
  keep(device: Device): Promise<void>
  forgetBefore(at: number): Promise<void>
}

export interface Passwords {
  hash(password: string): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
  /** A hash that no password matches and that costs as much to verify as a real hash. */
  decoy: string
  /** How many passwords may be hashed or verified at once; 2 by default. */
  maxConcurrent?: number
  /**
   * Whether a new password is easy to guess; words such as the user's name make a password weak.
   */
  isWeak?: (password: string, words: readonly string[]) => Promise<boolean>
}
