import fs from 'node:fs'
import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type AuditCheck, checkAudit } from './audit/check'
import { latestMigration } from './migrations/migrate'
import type { Tables } from './schema'
import { openLibsql } from './sqlite/libsql'
import { noStoreError, olderTablesError } from './unusableDatabase'

/** Opens an existing database file. */
function openFile(folder: string): Kysely<Tables> {
  const file = path.join(folder, 'gantry.db')
  const { size } = fs.statSync(file, { throwIfNoEntry: false }) ?? {}
  if (!size) throw noStoreError(`${file} ${size === undefined ? 'does not exist' : 'is empty'}`)
  return openLibsql(file)
}

/**
 * Tables of an older version are refused: verifying them would require a migration, which changes
 * them.
 */
async function requireCurrent(db: Kysely<Tables>): Promise<void> {
  const migrationRows = await sql<{ name: string }>`select name from kysely_migration order by name`
    .execute(db)
    .catch((error: unknown) => {
      if (/no such table|does not exist/.test(String(error))) throw noStoreError('it has no tables')
      throw error
    })
  const lastMigration = migrationRows.rows.at(-1)?.name ?? ''
  if (lastMigration < latestMigration) throw olderTablesError(lastMigration)
}

/**
 * Verifies the audit log of an existing store. Creates no file, folder or table, so that a mistyped
 * location does not look like an intact log.
 */
export async function verifyAudit(
  where: { folder: string } | { url: string },
  knownHash?: string,
): Promise<AuditCheck> {
  const db =
    'folder' in where
      ? openFile(where.folder)
      : (await (await import('./postgres/postgres')).openPostgres(where.url)).db
  try {
    await requireCurrent(db)
    return await checkAudit(db, knownHash)
  } finally {
    await db.destroy()
  }
}
