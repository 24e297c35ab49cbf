import path from 'node:path'
import { sql } from 'kysely'
import { assemble, type Store } from './assemble'
import { presenceIn } from './lock/filePresence'
import { migrate } from './migrations/migrate'
import { holdFile, openLibsql } from './sqlite/libsql'
import { inTurn } from './sqlite/openingLock'

export type { Store }

/**
 * Opens the store and brings its tables up to date: a libSQL file `gantry.db` in a folder that
 * exists, or PostgreSQL by URL. Fails where neither can be opened.
 */
export async function openStore(where: { folder: string } | { url: string }): Promise<Store> {
  if ('folder' in where) {
    const lock = path.join(where.folder, 'cloud.lock')
    const db = await inTurn(where.folder, async () => {
      const opened = openLibsql(path.join(where.folder, 'gantry.db'), [lock])
      await migrate(opened)
      return opened
    })
    const hold = async () => holdFile(lock)
    // So that the file alone, without its log, is whole once nobody has it open.
    const finish = () => sql`pragma wal_checkpoint(truncate)`.execute(db)
    return assemble(db, hold, presenceIn(where.folder), finish)
  }
  // Loading pg takes time that a start on a file need not spend.
  const { openPostgres } = await import('./postgres/postgres')
  const { db, schema, hold, presence } = await openPostgres(where.url)
  await migrate(db, schema)
  return assemble(db, hold, presence)
}
