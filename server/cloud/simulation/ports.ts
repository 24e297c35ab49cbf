/** A stored resource as JSON, identified by its kind and ID. */
export interface Document {
  kind: string
  id: string
  json: string
}

/**
 * Storage of the world. After `commit` resolves, its changes must survive a kill of the process.
 */
export interface Storage {
  load(): Promise<Document[]>
  commit(change: {
    put: readonly Document[]
    remove: readonly Pick<Document, 'kind' | 'id'>[]
  }): Promise<void>
  /**
   * Whether this process still holds the world exclusively. If it does not, another process may
   * have changed the world, so the copy in memory is stale. Once false, it stays false. A storage
   * without this method is always held.
   */
  isHeld?(): boolean
}

export interface SimulationPorts {
  storage: Storage
  /** The real time in milliseconds since 1970. */
  now: () => number
  /** Random number, evenly distributed in [0, 1). */
  random: () => number
  /** Initial contents of an empty store. */
  world: 'demo' | 'empty' | 'large'
  /** Token for the admin API; undefined disables the admin API. */
  adminToken?: string | undefined
  /**
   * Factor by which operations run faster; operations in progress keep the speed at which they
   * started.
   */
  speed: number
  /** Logs failures of the simulation itself; refusals are not logged. */
  log: (message: string) => void
}
