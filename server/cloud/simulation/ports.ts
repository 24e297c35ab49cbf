/** One persisted thing: its JSON under kind and id. */
export interface Document {
  kind: string
  id: string
  json: string
}

/** Where the world is kept. A resolved `commit` must survive a kill of the process. */
export interface Storage {
  load(): Promise<Document[]>
  commit(change: {
    put: readonly Document[]
    remove: readonly Pick<Document, 'kind' | 'id'>[]
  }): Promise<void>
  /**
   * Whether this process still has the world to itself; another may have changed it otherwise, so that
   * what is in memory is worth nothing. For ever unless given; never true again once it was false.
   */
  isHeld?(): boolean
}

export interface SimulationPorts {
  storage: Storage
  /** Milliseconds since 1970. */
  now: () => number
  /** Evenly distributed in [0, 1). */
  random: () => number
  /** What an empty store is filled with. */
  world: 'demo' | 'empty' | 'large'
  /** Who may administer the world shows this; undefined: nobody may. */
  adminToken?: string | undefined
  /** Lifecycles run this many times as fast; what has begun keeps the pace it began with. */
  speed: number
  /** Receives the simulation's own failures, never refusals. */
  log: (message: string) => void
}
