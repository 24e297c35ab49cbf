import { type Kysely, type Migration, Migrator } from 'kysely'
import { newerTables } from '../unusableDatabase'
import { first } from './0001'
import { second } from './0002'
import { third } from './0003'
import { fourth } from './0004'
import { fifth } from './0005'
import { sixth } from './0006'
import { seventh } from './0007'
import { eighth } from './0008'
import { ninth } from './0009'
import { tenth } from './0010'
import { eleventh } from './0011'
import { twelfth } from './0012'
import { thirteenth } from './0013'
import { fourteenth } from './0014'
import { fifteenth } from './0015'
import { sixteenth } from './0016'
import { seventeenth } from './0017'
import { eighteenth } from './0018'
import { nineteenth } from './0019'

/** Run once each, in the order of their names, forward only; never edit a released migration. */
const migrations: Record<string, Migration> = {
  '0001': first,
  '0002': second,
  '0003': third,
  '0004': fourth,
  '0005': fifth,
  '0006': sixth,
  '0007': seventh,
  '0008': eighth,
  '0009': ninth,
  '0010': tenth,
  '0011': eleventh,
  '0012': twelfth,
  '0013': thirteenth,
  '0014': fourteenth,
  '0015': fifteenth,
  '0016': sixteenth,
  '0017': seventeenth,
  '0018': eighteenth,
  '0019': nineteenth,
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
  throw unknownMigration === undefined ? error : newerTables(unknownMigration)
}
