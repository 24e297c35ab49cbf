import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openLibsql } from './libsql'

it('syncs the write-ahead log at every commit', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-libsql-'))
  const db = openLibsql(path.join(folder, 'gantry.db'))
  const synchronous = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
  const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db)
  expect(synchronous.rows).toEqual([{ synchronous: 2 }])
  expect(journal.rows).toEqual([{ journal_mode: 'wal' }])
  await db.destroy()
  fs.rmSync(folder, { recursive: true })
})
