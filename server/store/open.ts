import path from 'node:path'
import { sql } from 'kysely'
import { assembleStore, type Store } from './assemble'
import { createFilePresence } from './lock/filePresence'
import { migrate } from './migrations/migrate'
import { lockFile, openLibsql } from './sqlite/libsql'
import { withOpeningLock } from './sqlite/openingLock'

export type { Store }

/**
 * Opens the store and migrates its tables: a libSQL file `gantry.db` in an existing folder, or
 * PostgreSQL by URL, with timeouts in milliseconds. Throws if the database cannot be opened.
 */
export async function openStore(
  where: { folder: string } | { url: string },
  times?: { statement: number; connection: number },
): Promise<Store> {
  if ('folder' in where) {
    const lock = path.join(where.folder, 'cloud.lock')
    const db = await withOpeningLock(where.folder, async () => {
      const opened = openLibsql(path.join(where.folder, 'gantry.db'), [lock])
      await migrate(opened)
      return opened
    })
    const claimWorld = async () => lockFile(lock)
    // Writes the write-ahead log into the database file, which is then complete by itself.
    const checkpoint = () => sql`pragma wal_checkpoint(truncate)`.execute(db)
    return assembleStore(db, claimWorld, createFilePresence(where.folder), checkpoint)
  }
  // The modules are imported only when needed, because loading pg slows down the start.
  const [{ openPostgres }, { timeLimits }] = await Promise.all([
    import('./postgres/postgres'),
    import('./postgres/timeLimits'),
  ])
  const migrating = await openPostgres(where.url)
  await migrate(migrating.db, migrating.schema).finally(() => migrating.db.destroy())
  const { db, claimWorld, presence } = await openPostgres(where.url, times ?? timeLimits)
  return assembleStore(db, claimWorld, presence)
}
