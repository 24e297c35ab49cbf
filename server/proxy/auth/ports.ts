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
  /** Adds a device, or updates its last use. */
  keep(device: Device): Promise<void>
  forgetBefore(at: number): Promise<void>
}
