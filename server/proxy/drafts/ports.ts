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
   * False, and nothing is changed, if a stored draft has another `savedAt` than `basedOn`; without
   * `basedOn`, any draft is replaced.
   */
  save(draft: Draft, maxDrafts: number, basedOn?: number | null): Promise<boolean>
  /** False if the draft was not removed because it has another `savedAt` than `basedOn`. */
  remove(user: string, name: string, basedOn?: number): Promise<boolean>
}
