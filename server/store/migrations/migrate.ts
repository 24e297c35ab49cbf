import { type Kysely, type Migration, Migrator } from 'kysely'
import { newerTablesError } from '../unusableDatabase'
import { createInitialTables } from './0001'
import { addTasksAndDrafts } from './0002'
import { addRevisionsAndEvents } from './0003'
import { addIdempotencyKeys } from './0004'
import { addAuditChain } from './0005'
import { addScopes } from './0006'
import { addBoards } from './0007'
import { renameReachToScope } from './0008'
import { addUsedSignatures } from './0009'
import { addIdentities } from './0010'
import { countFailures } from './0011'
import { addSessionDetails } from './0012'
import { removeEmptyScopeLists } from './0013'
import { addAuditHead } from './0014'
import { addAccessTokens } from './0015'
import { addScopeToIdempotencyKeys } from './0016'
import { addProviderSessions } from './0017'
import { addMaskedValues } from './0018'
import { nineteenth } from './0019'
import { twentieth } from './0020'
import { addInventory } from './0021'

/**
 * Each migration runs once, in the order of names; there is no way back. Never edit a released
 * migration.
 */
const migrations: Record<string, Migration> = {
  '0001': createInitialTables,
  '0002': addTasksAndDrafts,
  '0003': addRevisionsAndEvents,
  '0004': addIdempotencyKeys,
  '0005': addAuditChain,
  '0006': addScopes,
  '0007': addBoards,
  '0008': renameReachToScope,
  '0009': addUsedSignatures,
  '0010': addIdentities,
  '0011': countFailures,
  '0012': addSessionDetails,
  '0013': removeEmptyScopeLists,
  '0014': addAuditHead,
  '0015': addAccessTokens,
  '0016': addScopeToIdempotencyKeys,
  '0017': addProviderSessions,
  '0018': addMaskedValues,
  '0019': nineteenth,
  '0020': twentieth,
  '0021': addInventory,
}

export const latestMigration = Object.keys(migrations).sort().at(-1) ?? ''

/**
 * Migrates the tables in one transaction, so that a crash leaves no partial migration. Concurrent
 * processes wait for each other: on PostgreSQL by Kysely's lock, on a file by `withOpeningLock`.
 * `schema` is PostgreSQL's schema.
 */
export async function migrate<T>(db: Kysely<T>, schema?: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    ...(schema !== undefined && { migrationTableSchema: schema }),
  })
  const { error } = await migrator.migrateToLatest()
  if (!error) return
  const unknownMigration = /previously executed migration (\S+) is missing/.exec(String(error))?.[1]
  throw unknownMigration === undefined ? error : newerTablesError(unknownMigration)
}
