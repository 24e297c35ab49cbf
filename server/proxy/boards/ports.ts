/** Charts that somebody has put together under a name, for everybody to look at. */
export interface Board {
  id: string
  name: string
  account: string
  region: string
  /** JSON of a list of texts, one for each chart. */
  charts: string
  /** A range such as `1h`; empty: the page's own. */
  range: string
  /** Counts changes, so that nobody overwrites what they have not seen. */
  version: number
  /** Who changed it last. */
  user: string
  changedAt: number
}

export type BoardContent = Pick<Board, 'name' | 'charts' | 'range' | 'user' | 'changedAt'>

export interface BoardStore {
  /** By name; at most `most`. */
  list(most: number): Promise<Board[]>
  add(board: Board): Promise<void>
  /** Replaces what `version` held; `stale`: somebody else has changed it since. */
  change(id: string, version: number, content: BoardContent): Promise<'done' | 'missing' | 'stale'>
  /** False where there is none. */
  remove(id: string): Promise<boolean>
}

/** What was done to something, as far as everybody who may look at it may know. */
export interface ActivityEntry {
  at: number
  action: string
  target: string
  user: string
}

export interface ActivityStore {
  /** Operations that succeeded, the newest first. */
  list(query: {
    account: string
    region: string
    /** What was acted on is this or below it, e.g. `cls-1/default/web`. */
    target: string
    from: number
    to: number
    most: number
  }): Promise<ActivityEntry[]>
}
