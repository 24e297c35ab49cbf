/** A named, shared collection of charts. */
export interface Board {
  id: string
  name: string
  account: string
  region: string
  /** JSON array with one string per chart. */
  charts: string
  /** A time range such as `1h`; empty for the page's default. */
  range: string
  /** Incremented on each change, to detect conflicting updates. */
  version: number
  /** The user who last changed the board. */
  user: string
  changedAt: number
}

export type BoardContent = Pick<Board, 'name' | 'charts' | 'range' | 'user' | 'changedAt'>

export interface BoardStore {
  /** Returns at most `limit` boards, sorted by name. */
  list(limit: number): Promise<Board[]>
  add(board: Board): Promise<void>
  /** Updates the board if its version is still `version`; returns `stale` if not. */
  change(id: string, version: number, content: BoardContent): Promise<'done' | 'missing' | 'stale'>
  /** Returns false if the board does not exist. */
  remove(id: string): Promise<boolean>
}

/** An operation on a resource. Every user who may read the resource may see it. */
export interface ActivityEntry {
  at: number
  action: string
  target: string
  user: string
}

export interface ActivityQuery {
  account: string
  region: string
  /** Matches this target and everything below it, e.g. `cls-1/default/web`. */
  target: string
  /** Milliseconds since 1970, both included. */
  from: number
  to: number
  limit: number
}

export interface ActivityStore {
  /** Successful operations, newest first. */
  list(query: ActivityQuery): Promise<ActivityEntry[]>
}
