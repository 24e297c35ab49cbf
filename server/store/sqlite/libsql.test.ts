import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { libsqlDatabase } from '../../test/stores'
import type { Tables } from '../schema'
import { lockFile, openLibsql } from './libsql'

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

it('reports a file that another process has locked as locked, not as damaged', () => {
  const file = path.join(folder, 'gantry.db')
  const otherDatabase = new Database(file)
  otherDatabase.exec('create table t (a)')
  otherDatabase.exec('begin exclusive')
  expect(() => openLibsql(file)).toThrow(/^database is locked/)
  otherDatabase.close()
})

it('needs no log file once it is closed', async () => {
  const [first, copy] = [libsqlDatabase(), libsqlDatabase()]
  const store = await first.open()
  await store.switches.set('readOnly', true, { user: 'ada', at: 1 })
  await store.close()
  fs.copyFileSync(path.join(first.folder, 'gantry.db'), path.join(copy.folder, 'gantry.db'))
  const reopened = await copy.open()
  expect(await reopened.switches.list()).toMatchObject([{ name: 'readOnly' }])
  await reopened.close()
  await Promise.all([first.drop(), copy.drop()])
})

describe('a lock file', () => {
  const file = () => path.join(folder, 'some.lock')

  it('is locked for one holder at a time, and takes no space', () => {
    const lock = lockFile(file())
    expect(lock?.isHeld()).toBe(true)
    expect(lockFile(file())).toBeUndefined()
    expect(fs.readdirSync(folder)).toEqual(['some.lock'])
    expect(fs.statSync(file()).size).toBe(0)
    lock?.release()
    const next = lockFile(file())
    expect(next?.isHeld()).toBe(true)
    next?.release()
  })

  it('reports an error other than a lock, instead of waiting for another process', () => {
    fs.writeFileSync(file(), 'not a database '.repeat(100))
    expect(() => lockFile(file())).toThrow('file is not a database')
  })
})

describe('a lock that another process holds for too long', () => {
  let db: Kysely<Tables>
  let otherDatabase: Kysely<Tables>
  const write = (to = db) => sql`insert into t values (1)`.execute(to)
  const lock = () => sql`begin immediate`.execute(otherDatabase)
  const unlock = () => sql`rollback`.execute(otherDatabase)
  const blocked = async (at = db) =>
    (await sql<{ timeout: number }>`pragma busy_timeout`.execute(at)).rows[0]?.timeout
  const countRows = async (from = db) => (await sql`select * from t`.execute(from)).rows.length

  beforeEach(async () => {
    const file = path.join(folder, 'gantry.db')
    db = openLibsql(file, [], 100)
    otherDatabase = openLibsql(file)
    await sql`create table t (a)`.execute(db)
  })
  afterEach(async () => {
    await Promise.all([db.destroy(), otherDatabase.destroy()])
  })

  it('is waited for once, and then only briefly until a write succeeds', async () => {
    for (let time = 1; time <= 2; time += 1) {
      expect(await blocked()).toBe(100)
      await lock()
      const inside = db.transaction().execute(async (transaction) => {
        await expect(write(transaction)).rejects.toThrow('locked')
        expect(await blocked(transaction)).toBeLessThan(100)
        await write(transaction)
      })
      await expect(inside).rejects.toThrow('locked')
      await expect(write()).rejects.toThrow('locked')
      await db.transaction().execute(countRows)
      expect(await blocked()).toBeLessThan(100)
      await unlock()
      await write()
      expect(await countRows()).toBe(time)
    }
    expect(await blocked()).toBe(100)
  })

  it('does not shorten the wait after other errors', async () => {
    await sql`create unique index one on t (a)`.execute(db)
    await write()
    await expect(write()).rejects.toThrow('UNIQUE')
    expect(await blocked()).toBe(100)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['a statement', () => write()],
    ['a statement that returns rows', () => sql`insert into t values (1) returning a`.execute(db)],
    ['a transaction', () => db.transaction().execute(write)],
    [
      'a statement after a transaction',
      async () => {
        await db
          .transaction()
          .execute(write)
          .catch(() => undefined)
        await write()
      },
    ],
  ])('during %s does not block later transactions', async (_what, work) => {
    await lock()
    await expect(work()).rejects.toThrow('locked')
    await unlock()
    await db.transaction().execute(write)
    expect(await countRows()).toBe(1)
  })

  it('keeps the transaction intact, which is rolled back on failure', async () => {
    await lock()
    const inside = db.transaction().execute(async (transaction) => {
      await expect(write(transaction)).rejects.toThrow('locked')
      await unlock()
      await write(transaction)
      throw new Error('given up')
    })
    await expect(inside).rejects.toThrow('given up')
    expect(await countRows()).toBe(0)
  })
})
