import { Kysely, SqliteDialect } from 'kysely'
import initSqlJs, { type BindParams, type Database } from 'sql.js'
import type { Tables } from '../store/schema'

/** A prepared statement in the form that Kysely's dialect expects. */
function prepared(database: Database, query: string) {
  const statement = database.prepare(query)
  const bind = (parameters: readonly unknown[]) => {
    const values = parameters.map((parameter) =>
      typeof parameter === 'boolean' ? Number(parameter) : parameter,
    )
    statement.bind(values as BindParams)
  }
  const rows = function* (parameters: readonly unknown[]): IterableIterator<unknown> {
    bind(parameters)
    try {
      while (statement.step()) yield statement.getAsObject()
    } finally {
      statement.free()
    }
  }
  return {
    reader: statement.getColumnNames().length > 0,
    all: (parameters: readonly unknown[]) => [...rows(parameters)],
    iterate: rows,
    run(parameters: readonly unknown[]) {
      bind(parameters)
      statement.step()
      statement.free()
      return { changes: database.getRowsModified(), lastInsertRowid: 0 }
    },
  }
}

/** An in-memory database for the store's own queries, discarded with the page. */
export async function openMemory(wasm: string): Promise<Kysely<Tables>> {
  const sqlite = await initSqlJs({ locateFile: () => wasm })
  const database = new sqlite.Database()
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => database.close(),
        prepare: (query: string) => prepared(database, query),
      },
    }),
  })
}
