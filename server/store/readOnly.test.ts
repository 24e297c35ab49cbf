import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { libsqlDatabase } from '../test/stores'
import { assembleStore, type Store } from './assemble'
import { migrate } from './migrations/migrate'
import { createReadiness } from './readiness'
import type { Tables } from './schema'
import { openLibsql } from './sqlite/libsql'

let testDatabase: ReturnType<typeof libsqlDatabase>
let db: Kysely<Tables>
let store: Store

beforeEach(async () => {
  testDatabase = libsqlDatabase()
  db = openLibsql(path.join(testDatabase.folder, 'gantry.db'))
  await migrate(db)
  store = assembleStore(db, async () => undefined)
  for (const name of ['ada', 'eve']) {
    await store.users.add({ name, passwordHash: '', role: 'admin', createdAt: 1 })
  }
})
afterEach(async () => {
  await store.close()
  await testDatabase.drop()
})

const takeWrites = (isOn: boolean) => sql.raw(`pragma query_only = ${isOn ? 0 : 1}`).execute(db)
const addSession = (idHash: string, user = 'ada') =>
  store.sessions.add({ idHash, user, createdAt: 1, usedAt: 1 })
const areFound = async (...ids: string[]) =>
  (await Promise.all(ids.map((id) => store.sessions.find(id)))).map((item) => item !== undefined)

describe('a database that takes no writes', () => {
  it('is not ready within the interval of the test writes, and ready again afterwards', async () => {
    let at = 0
    const isReady = createReadiness(db, { interval: 2000, timeLimit: 3000 }, () => at)
    expect(await isReady()).toBe(true)
    await takeWrites(false)
    at = 2000
    expect(await isReady()).toBe(false)
    await expect(store.tryWrite()).rejects.toThrow(/readonly/)
    await takeWrites(true)
    expect(await isReady()).toBe(true)
    expect(await db.selectFrom('writeTests').selectAll().execute()).toEqual([])
  })

  it('ends a session anyway, and removes it later', async () => {
    await addSession('one')
    await addSession('two')
    const changesBefore = store.sessions.changes()
    await takeWrites(false)
    await store.sessions.remove('one')
    expect(await areFound('one', 'two')).toEqual([false, true])
    expect(store.sessions.changes()).toBeGreaterThan(changesBefore)
    await expect(store.keepPresence()).rejects.toThrow(/readonly/)
    await takeWrites(true)
    await store.keepPresence()
    expect(await db.selectFrom('sessions').select('idHash').execute()).toEqual([{ idHash: 'two' }])
  })

  it('ends all sessions of a user except one, and none of others or later ones', async () => {
    for (const id of ['one', 'two']) await addSession(id)
    await addSession('three', 'eve')
    await takeWrites(false)
    await store.sessions.removeOf('ada', 'two')
    expect(await areFound('one', 'two', 'three')).toEqual([false, true, true])
    await takeWrites(true)
    await store.sessions.add({
      idHash: 'later',
      user: 'ada',
      createdAt: Date.now() + 1000,
      usedAt: 1,
    })
    expect(await areFound('one', 'later')).toEqual([false, true])
    await store.keepPresence()
    expect(await areFound('one', 'two', 'three', 'later')).toEqual([false, true, true, true])
  })
})

it('a database that does not answer is not ready after the time limit', async () => {
  const hanging = createReadiness(db, { interval: 2000, timeLimit: 5 })
  const longTransaction = db
    .transaction()
    .execute(() => new Promise((resolve) => setTimeout(resolve, 200)))
  expect(await hanging()).toBe(false)
  await longTransaction
})
