import type { Kysely, Migration } from 'kysely'

/** Adds the lists of the inventory, and the leases by which one process at a time reads them. */
export const addInventory: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('inventoryParts')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('part', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('inventoryPartsOfAccount', ['account', 'part'])
      .execute()
    await db.schema
      .createIndex('inventoryPartsByVersion')
      .on('inventoryParts')
      .columns(['account', 'version'])
      .execute()
    await db.schema
      .createTable('leases')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .execute()
  },
}
