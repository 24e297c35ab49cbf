import { createCloudDocuments } from '../cloud/cloudDocuments'
import { isOutage } from '../outage'
import type { Db } from '../schema'

/** A process's claim on the simulation's world. */
export interface WorldClaim {
  /** The connection for the world's documents; absent if any connection may be used. */
  db?: Db
  /** Returns false once the claim is known to be lost. */
  isHeld: () => boolean
  /** Gives up the claim after an error that implies its loss; absent if no error implies that. */
  disconnect?: () => void
  release: () => void | Promise<void>
}

/** Claims the world; returns undefined while another process has the claim. */
export type ClaimWorld = () => Promise<WorldClaim | undefined>

/** Gives access to the world's documents under the claim. */
export function createWorldAccess(db: Db, claimWorld: ClaimWorld) {
  let current: WorldClaim | undefined
  let pending: Promise<WorldClaim | undefined> | undefined

  async function claim(): Promise<WorldClaim | undefined> {
    if (current?.isHeld()) return current
    // Concurrent calls share one claim, because two claims of one process would block each other.
    pending ??= claimWorld().finally(() => {
      pending = undefined
    })
    current = await pending
    return current
  }

  return {
    async open() {
      const claimed = await claim()
      if (!claimed) return undefined
      const { isHeld, disconnect } = claimed
      const { load, commit } = createCloudDocuments(claimed.db ?? db)
      /**
       * The server reports that it will close the connection before it closes it, so the error
       * gives up the claim.
       */
      const reportingOutages = async <T>(work: Promise<T>): Promise<T> => {
        try {
          return await work
        } catch (error) {
          if (isOutage(error)) disconnect?.()
          throw error
        }
      }
      return {
        isHeld,
        load: () => reportingOutages(load()),
        commit: (change: Parameters<typeof commit>[0]) => reportingOutages(commit(change)),
      }
    },
    release: async () => current?.release(),
  }
}
