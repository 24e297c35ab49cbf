import { isOutage } from '../outage'
import type { Db } from '../schema'
import { createCloudDocuments } from '../tables/cloudDocuments'

/** A process's claim on the embedded cloud's world. */
export interface WorldHold {
  /** The connection that has to be used for the world; absent if any will do. */
  db?: Db
  /** False once the claim is known to be lost. */
  isHeld: () => boolean
  /** Drops a claim that an error has shown to be lost; absent if errors do not show that. */
  drop?: () => void
  release: () => void | Promise<void>
}

/** Claims the world; undefined while another process has the claim. */
export type Hold = () => Promise<WorldHold | undefined>

/** Gives access to the world's documents under the claim. */
export function createWorldHold(db: Db, hold: Hold) {
  let held: WorldHold | undefined
  let holding: Promise<WorldHold | undefined> | undefined

  async function claim(): Promise<WorldHold | undefined> {
    if (held?.isHeld()) return held
    // Two claims of one process would block each other.
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
      /** A server announces the end of a connection before closing it. */
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
