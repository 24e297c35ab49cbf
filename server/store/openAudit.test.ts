import fs from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditRow } from '../test/proxy/auditRow'
import { hasPostgres, libsqlDatabase, onPostgres, postgresDatabase } from '../test/stores'
import { verifyAudit } from './openAudit'
import { openLibsql } from './sqlite/libsql'

describe('the audit log of a data folder', () => {
  let testDatabase: ReturnType<typeof libsqlDatabase>
  beforeEach(() => {
    testDatabase = libsqlDatabase()
  })
  afterEach(() => testDatabase.drop())

  it('is verified while the console writes', async () => {
    const store = await testDatabase.open()
    await store.audit.add({ ...auditRow('01'), outcome: 'ok' })
    const { head, faults } = await verifyAudit({ folder: testDatabase.folder })
    expect(faults).toEqual([])
    await store.audit.add({ ...auditRow('02'), outcome: 'ok' })
    expect((await verifyAudit({ folder: testDatabase.folder }, head)).faults).toEqual([])
    await store.close()
  })

  it('is refused if the folder, the file or its content is missing, and nothing is created', async () => {
    const mistyped = path.join(testDatabase.folder, 'dta')
    await expect(verifyAudit({ folder: mistyped })).rejects.toThrow(
      /not contain a Gantry store.*not exist/,
    )
    await expect(verifyAudit({ folder: testDatabase.folder })).rejects.toThrow(
      /not contain a Gantry store/,
    )
    expect(fs.readdirSync(testDatabase.folder)).toEqual([])
    fs.writeFileSync(path.join(testDatabase.folder, 'gantry.db'), '')
    await expect(verifyAudit({ folder: testDatabase.folder })).rejects.toThrow(/is empty/)
    expect(fs.readdirSync(testDatabase.folder)).toEqual(['gantry.db'])
  })

  it('is refused for the tables of another program and of an older version', async () => {
    const file = path.join(testDatabase.folder, 'gantry.db')
    const otherDatabase = openLibsql(file)
    await sql`create table other (id text)`.execute(otherDatabase)
    await otherDatabase.destroy()
    await expect(verifyAudit({ folder: testDatabase.folder })).rejects.toThrow(
      /not contain a Gantry store/,
    )
    fs.rmSync(file)
    await (await testDatabase.open()).close()
    const older = openLibsql(file)
    await sql`delete from kysely_migration where name > '0009'`.execute(older)
    await older.destroy()
    await expect(verifyAudit({ folder: testDatabase.folder })).rejects.toThrow(
      /older version.*0009/,
    )
  })
})

describe.skipIf(!hasPostgres)(onPostgres('the audit log of a PostgreSQL database'), () => {
  it('is verified if it exists; otherwise it is refused and nothing is created', async () => {
    const testDatabase = await postgresDatabase()
    const storeLocation = { url: testDatabase.urlOf('audit') }
    await expect(verifyAudit(storeLocation)).rejects.toThrow(/not contain a Gantry store/)
    const tables = 'select 1 from information_schema.tables where table_schema = current_schema()'
    expect(await testDatabase.query(tables)).toEqual([])
    const store = await testDatabase.open()
    await store.audit.add({ ...auditRow('01'), outcome: 'ok' })
    expect(await verifyAudit(storeLocation)).toMatchObject({ actions: 1, faults: [] })
    await testDatabase.query('delete from "auditChain"')
    expect((await verifyAudit(storeLocation)).faults.join()).toMatch(/cut off/)
    await store.close()
    await testDatabase.drop()
  })
})
