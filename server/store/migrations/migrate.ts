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

/** Run in the order of their names, each once, forward only; a release never edits an older one. */
const migrations: Record<string, Migration> = {
  '0001': first,
  '0002': second,
  '0003': third,
  '0004': fourth,
  '0005': fifth,
  '0006': sixth,
  '0007': seventh,
  '0008': eighth,
}

/**
 * Brings the tables up to date in one transaction, so that a crash leaves no half of it. Of two processes
 * one waits for the other: on PostgreSQL by a lock that Kysely takes, on a file by `inTurn`. `schema` is
 * PostgreSQL's, where there is one.
 */
export async function migrate<T>(db: Kysely<T>, schema?: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    ...(schema !== undefined && { migrationTableSchema: schema }),
  })
  const { error } = await migrator.migrateToLatest()
  if (!error) return
  const unknown = /previously executed migration (\S+) is missing/.exec(String(error))?.[1]
  throw unknown === undefined ? error : newerTables(unknown)
}
