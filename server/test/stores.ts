import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openStore, type Store } from '../store/open'

const url = 'postgres://postgres@127.0.0.1:5432/test'
let placeCount = 0

/** A database for a fresh, empty store, which can be opened repeatedly; `drop` removes it. */
export interface TestDatabase {
  /** Opens the store as the process with this name. */
  open: (name?: string) => Promise<Store>
  drop: () => Promise<void>
}

/** An empty folder for a libSQL file. */
export function libsqlDatabase(): TestDatabase & { folder: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-store-'))
  return {
    folder,
    open: () => openStore({ folder }),
    drop: async () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}

let migratedFile: Promise<Buffer> | undefined

/** The content of a libSQL file with all tables and without rows. */
async function migrateOnce(): Promise<Buffer> {
  const testDatabase = libsqlDatabase()
  const store = await testDatabase.open()
  await store.close()
  const file = fs.readFileSync(path.join(testDatabase.folder, 'gantry.db'))
  await testDatabase.drop()
  return file
}

/**
 * A libSQL database whose file has all tables: migrating an empty file takes ten times as long as
 * opening a copy.
 */
export async function migratedDatabase() {
  migratedFile ??= migrateOnce()
  const testDatabase = libsqlDatabase()
  fs.writeFileSync(path.join(testDatabase.folder, 'gantry.db'), await migratedFile)
  return testDatabase
}

async function query(text: string, at = url): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: at, connectionTimeoutMillis: 20_000 })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

export interface PostgresDatabase extends TestDatabase {
  open: (name?: string, port?: number) => Promise<Store>
  /** Connection URL for the process with this name, optionally through another port. */
  urlOf: (name: string, port?: number) => string
  /** Runs a statement on a separate connection. */
  query: (text: string) => Promise<Record<string, unknown>[]>
  /** Terminates all connections of a process. */
  end: (name: string) => Promise<void>
  /** Number of connections of a process. */
  connections: (name: string) => Promise<number>
  /** Number of advisory locks that a process holds. */
  locks: (name: string) => Promise<number>
  /** Number of a process's connections that wait for a lock. */
  waiting: (name: string) => Promise<number>
}

export const postgresPort = 5432

/** A new schema in the PostgreSQL of this machine. */
export async function postgresDatabase(): Promise<PostgresDatabase> {
  placeCount += 1
  const schema = `gantry_${process.pid}_${Date.now()}_${placeCount}`
  await query(`create schema ${schema}`)
  const application = (name: string) => `${schema}_${name}`
  const urlOf = (name: string, port = postgresPort) =>
    `${url.replace(String(postgresPort), String(port))}?options=-c%20search_path%3D${schema}&application_name=${application(name)}`
  return {
    open: (name, port) => openStore({ url: urlOf(name ?? 'first', port) }),
    urlOf,
    query: (text) => query(text, urlOf('beside')),
    end: async (name) => {
      await query(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity
         where application_name = '${application(name)}'`,
      )
    },
    connections: async (name) => {
      const [row] = await query(
        `select count(*)::int as count from pg_stat_activity
         where application_name = '${application(name)}'`,
      )
      return Number(row?.count)
    },
    locks: async (name) => {
      const [row] = await query(
        `select count(*)::int as count from pg_locks join pg_stat_activity using (pid)
         where locktype = 'advisory' and granted and application_name = '${application(name)}'`,
      )
      return Number(row?.count)
    },
    waiting: async (name) => {
      const [row] = await query(
        `select count(*)::int as count from pg_stat_activity
         where wait_event_type = 'Lock' and application_name = '${application(name)}'`,
      )
      return Number(row?.count)
    },
    drop: async () => {
      await query(`drop schema ${schema} cascade`)
    },
  }
}

/** Whether a PostgreSQL for tests answers on this machine. */
export const hasPostgres: boolean = await query('select 1').then(
  () => true,
  () => false,
)

const howToEnable = `to enable: run PostgreSQL, which answers ${url} without a password`

/** The title of a suite that needs PostgreSQL; if skipped, it explains how to enable the suite. */
export const onPostgres = (title: string): string =>
  hasPostgres ? title : `${title} (${howToEnable})`
