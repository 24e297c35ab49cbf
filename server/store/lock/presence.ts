/**
 * Tells which of the processes that share a store are alive. Each process holds a lock, which the
 * operating system or the database releases when the process ends.
 */
export interface Presence {
  /** ID of this process, which other processes check. */
  id(): Promise<string>
  isAlive(id: string): Promise<boolean>
  leave(): Promise<void>
}

/** For a store that no other process can open. */
export const singleProcess: Presence = {
  id: async () => 'alone',
  isAlive: async (id) => id === 'alone',
  leave: async () => {},
}
