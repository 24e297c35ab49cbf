/** Whether the processes that share a store still live; a lock that the system takes back tells. */
export interface Presence {
  /** Id of this process, under which others can see that it lives. */
  id(): Promise<string>
  isAlive(id: string): Promise<boolean>
  leave(): Promise<void>
}

/** A store that nobody else can open. */
export const alone: Presence = {
  id: async () => 'alone',
  isAlive: async (id) => id === 'alone',
  leave: async () => {},
}
