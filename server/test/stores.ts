import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openStore, type Store } from '../store/open'

const url = 'postgres://postgres@127.0.0.1:5432/test'

/** Where a fresh, empty store can be opened as often as a test likes; `drop` takes it away. */
export interface Place {
  open: () => Promise<Store>
  drop: () => Promise<void>
}

/** A libSQL file in a folder of its own. */
export function libsqlPlace(): Place & { folder: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-store-'))
  return {
    folder,
    open: () => openStore({ folder }),
    drop: async () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}

async function query(text: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  await client.connect()
  await client.query(text)
  await client.end()
}

/** A schema of its own in the PostgreSQL of this machine; `cut` ends all connections that hold a lock. */
export async function postgresPlace(): Promise<Place & { cut: () => Promise<void> }> {
  const schema = `gantry_${process.pid}_${Date.now()}`
  await query(`create schema ${schema}`)
  return {
    open: () => openStore({ url: `${url}?options=-c%20search_path%3D${schema}` }),
    cut: () =>
      query(
        `select pg_terminate_backend(pid, 5000) from pg_locks
         where locktype = 'advisory' and objid = hashtext('${schema}')::oid`,
      ),
    drop: () => query(`drop schema ${schema} cascade`),
  }
}

/** Whether a PostgreSQL for tests answers here. */
export const hasPostgres: boolean = await query('select 1').then(
  () => true,
  () => false,
)
