import path from 'node:path'
import { sql } from 'kysely'
import { createAudit } from './audit'
import { createCloudDocuments } from './cloudDocuments'
import { holdFile, openLibsql } from './libsql'
import { migrate } from './migrations'
import { createSessions } from './sessions'
import type { Db } from './tables'
import { createUsers } from './users'

type Hold = () => Promise<{ release: () => void } | undefined>

function assemble(db: Db, hold: Hold, finish: () => Promise<unknown> = async () => {}) {
  let held: { release: () => void } | undefined
  return {
    users: createUsers(db),
    sessions: createSessions(db),
    audit: createAudit(db),
    cloudDocuments: createCloudDocuments(db),

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

/**
 * Opens the store and brings its tables up to date: a libSQL file `gantry.db` in a folder that
 * exists, or PostgreSQL by URL. Fails where neither can be opened.
 */
export async function openStore(where: { folder: string } | { url: string }): Promise<Store> {
  if ('folder' in where) {
    const lock = path.join(where.folder, 'cloud.lock')
    const db = openLibsql(path.join(where.folder, 'gantry.db'), [lock])
    await migrate(db)
    const hold = async () => holdFile(lock)
    // So that the file alone, without its log, is whole once nobody has it open.
    return assemble(db, hold, () => sql`pragma wal_checkpoint(truncate)`.execute(db))
  }
  // Loading pg takes time that a start on a file need not spend.
  const { openPostgres } = await import('./postgres')
  const { db, schema, hold } = await openPostgres(where.url)
  await migrate(db, schema)
  return assemble(db, hold)
}
