import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLibsql } from '../../store/sqlite/libsql'
import { openConfiguredStore } from './openConfiguredStore'

let data: string
beforeEach(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-open-'))
})
afterEach(() => fs.rmSync(data, { recursive: true }))

const openInData = () => openConfiguredStore({ data, databaseUrl: undefined })

it.each([0o777, 0o1777, 0o702])('refuses a data folder of mode %o', async (mode) => {
  fs.chmodSync(data, mode)
  await expect(openInData()).rejects.toThrow(
    /can be written by every user of this machine.*chmod o-w/,
  )
  expect(fs.readdirSync(data)).toEqual([])
})

it('refuses a database that takes no writes', async () => {
  await (await openInData()).close()
  const db = openLibsql(path.join(data, 'gantry.db'))
  await sql`create trigger full before insert on writeTests begin select raise(abort, 'no space'); end`.execute(
    db,
  )
  await db.destroy()
  await expect(openInData()).rejects.toThrow(
    /GANTRY_DATA .*no space.*folder that this user may write to/,
  )
})

it('opens a data folder that only its owner can write to', async () => {
  fs.chmodSync(data, 0o755)
  await (await openInData()).close()
})
