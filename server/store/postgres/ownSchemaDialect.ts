import {
  type DatabaseIntrospector,
  type Kysely,
  PostgresDialect,
  sql,
  type TableMetadata,
} from 'kysely'

/**
 * PostgreSQL dialect whose introspection reads only the names of the current schema's tables, which
 * is all that the migrator needs. Kysely's own introspection reads every schema of the database,
 * and fails while another console changes or drops its tables.
 */
export class OwnSchemaDialect extends PostgresDialect {
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    const inner = super.createIntrospector(db)
    const getTables = async (): Promise<TableMetadata[]> => {
      const { rows } = await sql<{ name: string; schema: string; isView: boolean }>`
        select c.relname as name, n.nspname as schema, c.relkind = 'v' as "isView"
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = current_schema() and c.relkind in ('r', 'v')`.execute(db)
      return rows.map((row) => ({ ...row, columns: [] }))
    }
    return {
      getSchemas: () => inner.getSchemas(),
      getTables,
      getMetadata: async () => ({ tables: await getTables() }),
    }
  }
}
