import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLibsql } from './libsql'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-libsql-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

it('syncs the write-ahead log at every commit', async () => {
  const db = openLibsql(path.join(folder, 'gantry.db'))
  const synchronous = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
  const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db)
  expect(synchronous.rows).toEqual([{ synchronous: 2 }])
  expect(journal.rows).toEqual([{ journal_mode: 'wal' }])
  await db.destroy()
})

it('waits for a lock once, and not again with every statement until something is written', async () => {
  const file = path.join(folder, 'gantry.db')
  const [db, other] = [openLibsql(file, [], 100), openLibsql(file)]
  const waits = async () =>
    (await sql<{ timeout: number }>`pragma busy_timeout`.execute(db)).rows[0]?.timeout
  const write = () => sql`insert into t values (1)`.execute(db)
  await sql`create table t (a)`.execute(db)
  expect(await waits()).toBe(100)
  await sql`begin immediate`.execute(other)
  const inside = db.transaction().execute((one) => sql`insert into t values (1)`.execute(one))
  await expect(inside).rejects.toThrow('locked')
  expect(await waits()).toBeLessThan(100)
  await expect(write()).rejects.toThrow('locked')
  expect((await sql`select * from t`.execute(db)).rows).toEqual([])
  expect(await waits()).toBeLessThan(100)
  await sql`rollback`.execute(other)
  await write()
  expect(await waits()).toBe(100)
  await Promise.all([db.destroy(), other.destroy()])
})
