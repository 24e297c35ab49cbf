import { createActivity } from './audit/activity'
import { checkAudit } from './audit/check'
import { createAudit } from './audit/entries'
import { createClusterTasks } from './cloud/clusterTasks'
import { createClusterWrites } from './cloud/clusterWrites'
import { createUsedSignatures } from './cloud/usedSignatures'
import { withRememberedEnds } from './endedSessions'
import { type Presence, singleProcess } from './lock/presence'
import { type ClaimWorld, createWorldAccess } from './lock/worldAccess'
import { isOutage } from './outage'
import { createReadiness, tryWrite } from './readiness'
import type { Db } from './schema'
import { createDevices } from './signIn/devices'
import { createFailureCounts } from './signIn/failureCounts'
import { createFreshSignIns } from './signIn/freshSignIns'
import { createLogoutTokens } from './signIn/logoutTokens'
import { createAccessTokens } from './tables/accessTokens'
import { createBoards } from './tables/boards'
import { createDrafts } from './tables/drafts'
import { createIdempotencyKeys } from './tables/idempotencyKeys'
import { createInventoryParts } from './tables/inventoryParts'
import { createLeases } from './tables/leases'
import { createMaskedValues } from './tables/maskedValues'
import { createProperties } from './tables/properties'
import { createSwitches } from './tables/readOnlySwitches'
import { createRevisions } from './tables/revisions'
import { createSeenEvents } from './tables/serviceEvents'
import { createSessions } from './tables/sessions'
import { createTasks } from './tables/tasks'
import { createUsers } from './tables/users'

/**
 * Whether an error comes from the database: SQLite errors have their own name, and PostgreSQL
 * errors a severity.
 */
const isDatabaseError = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'SqliteError' || 'severity' in error)

/**
 * Assembles the store on one database; `claimWorld` claims the simulation's world for this process.
 */
export function assembleStore(
  db: Db,
  claimWorld: ClaimWorld,
  presence: Presence = singleProcess,
  checkpoint: () => Promise<unknown> = async () => {},
) {
  const worldAccess = createWorldAccess(db, claimWorld)
  let closed: Promise<void> | undefined
  const sessions = withRememberedEnds(createSessions(db))

  async function close() {
    await worldAccess.release()
    await presence.leave()
    await checkpoint()
    await db.destroy()
  }

  return {
    users: createUsers(db, sessions.changed),
    sessions,
    properties: createProperties(db),
    audit: createAudit(db, presence),
    checkAudit: (knownHash?: string) => checkAudit(db, knownHash),
    idempotencyKeys: createIdempotencyKeys(db, presence),
    switches: createSwitches(db),
    failureCounts: createFailureCounts(db),
    devices: createDevices(db),
    freshSignIns: createFreshSignIns(db),
    logoutTokens: createLogoutTokens(db),
    revisions: createRevisions(db),
    seenEvents: createSeenEvents(db),
    boards: createBoards(db),
    activity: createActivity(db),
    tasks: createTasks(db),
    clusterTasks: createClusterTasks(db, presence),
    clusterWrites: createClusterWrites(db),
    drafts: createDrafts(db),
    accessTokens: createAccessTokens(db),
    maskedValues: createMaskedValues(db),
    usedSignatures: createUsedSignatures(db),
    inventory: createInventoryParts(db),
    leases: createLeases(db),

    /**
     * Claims the simulation's world, which one process at a time holds in memory. Returns its
     * documents, or undefined while another process has the claim. The claim ends with `close`,
     * with the process, or with the database connection, which `isHeld` of the documents reports;
     * this process then cannot write until it has claimed and loaded the world again.
     */
    claimWorld: worldAccess.open,

    /**
     * Renews this process's presence after a lost connection, and removes sessions that were ended
     * in the meantime; the host calls it periodically.
     */
    async keepPresence(): Promise<void> {
      await presence.id()
      await sessions.finish()
    },

    isOutage,

    /** Whether the database answers and accepts writes. */
    isReady: createReadiness(db),

    /** Throws if the database does not accept writes. */
    tryWrite: () => tryWrite(db),

    /** Whether an error comes from the database, either an outage or a fault. */
    hasFailed: (error: unknown): boolean => isDatabaseError(error) || isOutage(error),

    /** Closes the store; repeated calls are allowed. */
    close(): Promise<void> {
      closed ??= close()
      return closed
    },
  }
}

export type Store = ReturnType<typeof assembleStore>
