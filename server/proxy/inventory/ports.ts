/** A list of an account as it is stored. */
export interface StoredPart {
  account: string
  /** Key of the list within the account. */
  part: string
  /** JSON of the list; empty for one that no longer exists. */
  content: string
  /** Increases with each change in the account; at least the time of the change. */
  version: number
}

/** The inventory as all proxies on one store share it. */
export interface InventoryStore {
  /** The lists of an account that were changed after a version, in the order of their versions. */
  changedSince(account: string, version: number, limit: number): Promise<StoredPart[]>
  /** Stores lists, each in place of its earlier state. */
  put(rows: readonly StoredPart[]): Promise<void>
  /** Deletes the records of lists that were removed up to a version. */
  forget(account: string, version: number): Promise<void>
}

/** Tasks that one of the processes on a store carries out at a time. */
export interface LeaseStore {
  /**
   * Takes or renews a lease until a time; false while another holder has it. `now` and `until` are
   * Unix milliseconds.
   */
  take(lease: { name: string; holder: string; now: number; until: number }): Promise<boolean>
  /** Gives up a lease, so that another process can take it at once. */
  release(name: string, holder: string): Promise<void>
}
