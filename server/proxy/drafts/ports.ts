/** What somebody has entered into a form and not sent. */
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
  /** In place of an older one; of a user's drafts only the newest `most` stay. */
  save(draft: Draft, most: number): Promise<void>
  remove(user: string, name: string): Promise<void>
}
