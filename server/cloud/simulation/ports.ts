/** One stored resource: its JSON by kind and ID. */
export interface Document {
  kind: string
  id: string
  json: string
}

/** Storage of the world. A resolved `commit` must survive a kill of the process. */
export interface Storage {
  load(): Promise<Document[]>
  commit(change: {
    put: readonly Document[]
    remove: readonly Pick<Document, 'kind' | 'id'>[]
  }): Promise<void>
  /**
   * Whether this process still holds the world exclusively. If not, another process may have
   * changed it, so the copy in memory is stale. Never becomes true again. Absent: always true.
   */
  isHeld?(): boolean
}

export interface SimulationPorts {
  storage: Storage
  /** Milliseconds since 1970. */
  now: () => number
  /** Evenly distributed in [0, 1). */
  random: () => number
  /** Initial contents of an empty store. */
  world: 'demo' | 'empty' | 'large'
  /** Token for the world's administration; undefined disables it. */
  adminToken?: string | undefined
  /** Lifecycles run this many times as fast; operations in progress keep their speed. */
  speed: number
  /** Receives failures of the simulation itself, never refusals. */
  log: (message: string) => void
}
