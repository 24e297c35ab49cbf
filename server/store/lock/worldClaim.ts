import { isOutage } from '../outage'
import type { Db } from '../schema'
import { createCloudDocuments } from '../tables/cloudDocuments'

/** The claim of one process on the embedded cloud's world. */
export interface WorldHold {
  /** Where alone the world may be written under this claim, if not on the store's own connections. */
  db?: Db
  /** False once the claim is known to be lost. */
  isHeld: () => boolean
  /** Gives up what an error has shown to be lost; absent where an error shows no such thing. */
  drop?: () => void
  release: () => void | Promise<void>
}

/** Claims the world; undefined while another process has it. */
export type Hold = () => Promise<WorldHold | undefined>

/** The world's documents for who has claimed it. */
export function createWorldHold(db: Db, hold: Hold) {
  let held: WorldHold | undefined
  let holding: Promise<WorldHold | undefined> | undefined

  async function claim(): Promise<WorldHold | undefined> {
    if (held?.isHeld()) return held
    // Two claims of one process would shut each other out.
    holding ??= hold().finally(() => {
      holding = undefined
    })
    held = await holding
    return held
  }

  return {
    async take() {
      const claimed = await claim()
      if (!claimed) return undefined
      const { isHeld, drop } = claimed
      const { load, commit } = createCloudDocuments(claimed.db ?? db)
      /** A server says that it ends a connection before the connection ends. */
      const watched = async <T>(work: Promise<T>): Promise<T> => {
        try {
          return await work
        } catch (error) {
          if (isOutage(error)) drop?.()
          throw error
        }
      }
      return {
        isHeld,
        load: () => watched(load()),
        commit: (change: Parameters<typeof commit>[0]) => watched(commit(change)),
      }
    },
    release: async () => held?.release(),
  }
}
