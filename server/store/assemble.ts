import { sql } from 'kysely'
import { createAttempts } from './attempts'
import { createAudit } from './audit'
import { checkAudit } from './auditCheck'
import { createBoards } from './boards'
import { createCloudDocuments } from './cloudDocuments'
import { createDeeds } from './deeds'
import { createDrafts } from './drafts'
import { alone, type Presence } from './presence'
import { createRepeats } from './repeats'
import { createRevisions } from './revisions'
import { createSeenEvents } from './seenEvents'
import { createSessions } from './sessions'
import { createSwitches } from './switches'
import type { Db } from './tables'
import { createTasks } from './tasks'
import { createUsers } from './users'

type Hold = () => Promise<{ release: () => void | Promise<void> } | undefined>

/** SQLite names its errors, and PostgreSQL says of each how bad it is. */
const isOwn = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'SqliteError' || 'severity' in error)

/** All queries on one database; `hold` claims the embedded cloud's world for this process. */
export function assemble(
  db: Db,
  hold: Hold,
  presence: Presence = alone,
  finish: () => Promise<unknown> = async () => {},
) {
  let held: { release: () => void | Promise<void> } | undefined
  let closed: Promise<void> | undefined
  const sessions = createSessions(db)
  const isReady = (): Promise<boolean> =>
    sql`select 1`.execute(db).then(
      () => true,
      () => false,
    )

  async function close() {
    await held?.release()
    await presence.leave()
    await finish()
    await db.destroy()
  }

  return {
    users: createUsers(db, sessions.changed),
    sessions,
    audit: createAudit(db, presence),
    checkAudit: (known?: string) => checkAudit(db, known),
    repeats: createRepeats(db, presence),
    switches: createSwitches(db),
    attempts: createAttempts(db),
    revisions: createRevisions(db),
    seenEvents: createSeenEvents(db),
    cloudDocuments: createCloudDocuments(db),
    boards: createBoards(db),
    deeds: createDeeds(db),
    tasks: createTasks(db),
    drafts: createDrafts(db),

    /**
     * Claims the embedded cloud's world, which one process keeps in memory: false while another
     * process has it. The claim ends with `close` or with the process.
     */
    async holdCloud(): Promise<boolean> {
      held ??= await hold()
      return held !== undefined
    },

    /** True where the database answers. */
    isReady,

    /** Whether an error is the database's own, or comes at a time when it does not answer. */
    hasFailed: async (error: unknown): Promise<boolean> => isOwn(error) || !(await isReady()),

    /** Also where it is closed already. */
    close(): Promise<void> {
      closed ??= close()
      return closed
    },
  }
}

export type Store = ReturnType<typeof assemble>
