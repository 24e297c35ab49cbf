import { sql } from 'kysely'
import { createAudit } from './audit'
import { createBoards } from './boards'
import { createCloudDocuments } from './cloudDocuments'
import { createDeeds } from './deeds'
import { createSessions } from './sessions'
import type { Db } from './tables'
import { createUsers } from './users'

type Hold = () => Promise<{ release: () => void } | undefined>

/** All queries on one database; `hold` claims the embedded cloud's world for this process. */
export function assemble(db: Db, hold: Hold, finish: () => Promise<unknown> = async () => {}) {
  let held: { release: () => void } | undefined
  return {
    users: createUsers(db),
    sessions: createSessions(db),
    audit: createAudit(db),
    cloudDocuments: createCloudDocuments(db),
    boards: createBoards(db),
    deeds: createDeeds(db),

    /**
     * Claims the embedded cloud's world, which one process keeps in memory: false while another
     * process has it. The claim ends with `close` or with the process.
     */
    async holdCloud(): Promise<boolean> {
      held ??= await hold()
      return held !== undefined
    },

    /** True where the database answers. */
    isReady: (): Promise<boolean> =>
      sql`select 1`.execute(db).then(
        () => true,
        () => false,
      ),

    async close(): Promise<void> {
      held?.release()
      await finish()
      await db.destroy()
    },
  }
}

export type Store = ReturnType<typeof assemble>
