import path from 'node:path'
import { sql } from 'kysely'
import { assemble, type Store } from './assemble'
import { presenceIn } from './lock/filePresence'
import { migrate } from './migrations/migrate'
import { holdFile, openLibsql } from './sqlite/libsql'
import { inTurn } from './sqlite/openingLock'

export type { Store }

/**
 * Opens the store and migrates its tables: a libSQL file `gantry.db` in an existing folder, or
 * PostgreSQL by URL. Throws if it cannot be opened.
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
    // Writes the log into the file, which is then complete without it.
    const finish = () => sql`pragma wal_checkpoint(truncate)`.execute(db)
    return assemble(db, hold, presenceIn(where.folder), finish)
  }
  // Loaded only when needed, because loading pg slows down the start.
  const { openPostgres } = await import('./postgres/postgres')
  const { db, schema, hold, presence } = await openPostgres(where.url)
  await migrate(db, schema)
  return assemble(db, hold, presence)
}
