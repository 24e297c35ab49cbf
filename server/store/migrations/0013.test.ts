import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openLibsql } from '../sqlite/libsql'
import { removeEmptyScopeLists } from './0013'
import { migrate } from './migrate'

it('removes empty lists from scopes, which meant no limit before', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-migration-'))
  const db = openLibsql(path.join(folder, 'gantry.db'))
  await migrate(db)
  const stored = {
    part: '{"accounts":[],"regions":["gz"],"clusters":[]}',
    all: '{"namespaces":[]}',
    same: '{"clusters":["cls-1"]}',
  }
  const user = {
    passwordHash: 'x',
    role: 'viewer',
    createdAt: 1,
    readOnly: 0,
    issuer: null,
    subject: null,
  } as const
  for (const [name, scope] of Object.entries(stored)) {
    await db
      .insertInto('users')
      .values({
        ...user,
        name,
        id: name,
        displayName: name,
        foldedName: name,
        scope,
        source: 'local',
      })
      .execute()
  }
  await removeEmptyScopeLists.up(db)
  const rows = await db.selectFrom('users').select(['name', 'scope']).execute()
  expect(Object.fromEntries(rows.map(({ name, scope }) => [name, scope]))).toEqual({
    part: '{"regions":["gz"]}',
    all: '{}',
    same: '{"clusters":["cls-1"]}',
  })
  await db.destroy()
  fs.rmSync(folder, { recursive: true })
})
