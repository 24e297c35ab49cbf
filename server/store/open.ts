import path from 'node:path'
import { sql } from 'kysely'
import { assemble, type Store } from './assemble'
import { createFilePresence } from './lock/filePresence'
import { migrate } from './migrations/migrate'
import { lockFile, openLibsql } from './sqlite/libsql'
import { withOpeningLock } from './sqlite/openingLock'

export type { Store }

/**
 * Opens the store and migrates its tables: a libSQL file `gantry.db` in an existing folder, or
 * PostgreSQL by URL. Throws if it cannot be opened.
 */
export async function openStore(where: { folder: string } | { url: string }): Promise<Store> {
  if ('folder' in where) {
    const lock = path.join(where.folder, 'cloud.lock')
    const db = await withOpeningLock(where.folder, async () => {
      const opened = openLibsql(path.join(where.folder, 'gantry.db'), [lock])
      await migrate(opened)
      return opened
    })
    const claimWorld = async () => lockFile(lock)
    // Writes the log into the file, which is then complete without it.
    const checkpoint = () => sql`pragma wal_checkpoint(truncate)`.execute(db)
    return assemble(db, claimWorld, createFilePresence(where.folder), checkpoint)
  }
  // Loaded only when needed, because loading pg slows down the start.
  const { openPostgres } = await import('./postgres/postgres')
  const { db, schema, claimWorld, presence } = await openPostgres(where.url)
  await migrate(db, schema)
  return assemble(db, claimWorld, presence)
}
