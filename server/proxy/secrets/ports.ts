/** A secret that a mask in a response replaces. */
export interface MaskedValueRow {
  mask: string
  /** Name and value, encrypted with the account's key. */
  sealed: string
  /** When the mask was last issued. */
  at: number
}

export interface MaskedValueStore {
  /** Inserts the rows; replaces those of the same masks. */
  put(rows: readonly MaskedValueRow[]): Promise<void>
  find(mask: string): Promise<MaskedValueRow | undefined>
  /** Deletes masks that were last issued before a time. */
  removeBefore(at: number): Promise<void>
}
