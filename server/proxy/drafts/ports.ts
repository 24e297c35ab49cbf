/** The unsent values of a form. */
export interface Draft {
  user: string
  /** Name of the form, e.g. `create-cluster`. */
  name: string
  /** JSON of the form's values. */
  json: string
  savedAt: number
}

export interface DraftStore {
  find(user: string, name: string): Promise<Draft | undefined>
  /**
   * Replaces the draft of the same name, and deletes all but the user's `maxDrafts` newest drafts.
   */
  save(draft: Draft, maxDrafts: number): Promise<void>
  remove(user: string, name: string): Promise<void>
}
