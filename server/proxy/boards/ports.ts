/** A named, shared collection of charts. */
export interface Board {
  id: string
  name: string
  account: string
  region: string
  /** JSON array with one text per chart. */
  charts: string
  /** A range such as `1h`; empty for the page's default. */
  range: string
  /** Incremented on each change, to detect conflicting updates. */
  version: number
  /** The user who changed it last. */
  user: string
  changedAt: number
}

export type BoardContent = Pick<Board, 'name' | 'charts' | 'range' | 'user' | 'changedAt'>

export interface BoardStore {
  /** Sorted by name; at most `limit`. */
  list(limit: number): Promise<Board[]>
  add(board: Board): Promise<void>
  /** Updates the given version; `stale` if it has been changed since. */
  change(id: string, version: number, content: BoardContent): Promise<'done' | 'missing' | 'stale'>
  /** False if it does not exist. */
  remove(id: string): Promise<boolean>
}

/** An operation on a resource, as visible to every user who may read the resource. */
export interface ActivityEntry {
  at: number
  action: string
  target: string
  user: string
}

export interface ActivityStore {
  /** Successful operations, newest first. */
  list(query: {
    account: string
    region: string
    /** Matches this target and everything below it, e.g. `cls-1/default/web`. */
    target: string
    from: number
    to: number
    limit: number
  }): Promise<ActivityEntry[]>
}
