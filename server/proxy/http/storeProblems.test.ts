import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assembleStore } from '../../store/assemble'
import { checkAudit } from '../../store/audit/check'
import { migrate } from '../../store/migrations/migrate'
import type { Tables } from '../../store/schema'
import { openLibsql } from '../../store/sqlite/libsql'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'
import { libsqlDatabase } from '../../test/stores'

let upstream: Upstream
let proxy: TestProxy
let testDatabase: ReturnType<typeof libsqlDatabase>
let db: Kysely<Tables>
let cookie: string

beforeEach(async () => {
  upstream = await startUpstream()
  upstream.reply = () => envelope(0, 'Success', '', {})
  testDatabase = libsqlDatabase()
  db = openLibsql(path.join(testDatabase.folder, 'gantry.db'), [], 50)
  await migrate(db)
  const store = assembleStore(db, async () => undefined)
  proxy = await testProxy({ accounts: [accountAt(upstream.url)], store })
  await store.users.add({
    name: 'ada',
    passwordHash: await proxy.passwords.hash('ada-password'),
    role: 'operator',
    createdAt: 1,
  })
  cookie = await proxy.signIn('ada')
})
afterEach(async () => {
  await proxy.close()
  await db.destroy()
  await testDatabase.drop()
  await upstream.close()
})

const web = { clusterId: 'cls-1', serviceName: 'web' }
const pause = () => proxy.call(cookie, 'PauseClusterService', web)
const read = () => proxy.call(cookie, 'DescribeClusterService', { clusterId: 'cls-1' })
const sentPauses = () =>
  upstream.received.filter(({ params }) => params.Action === 'PauseClusterService')
const signIn = () => proxy.write('POST', '/api/session', { user: 'ada', password: 'ada-password' })
const outcomes = async () =>
  (
    await db
      .selectFrom('audit')
      .select('outcome')
      .where('action', '=', 'PauseClusterService')
      .execute()
  ).map(({ outcome }) => outcome)

/** Simulates a full disk: the database file cannot grow, and its free pages are used up. */
async function fill() {
  await sql`create table ballast (text text)`.execute(db)
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
  await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db)
  for (const size of [2000, 100]) {
    for (let times = 0; times < 500; times += 1) {
      const written = await sql`insert into ballast values (${'x'.repeat(size)})`.execute(db).then(
        () => true,
        () => false,
      )
      if (!written) break
    }
  }
}

describe('a full disk', () => {
  it('refuses writes before they are sent, and answers reads', async () => {
    await fill()
    let lastAnswer = await pause()
    for (let times = 0; times < 20 && lastAnswer.status === 200; times += 1)
      lastAnswer = await pause()
    const sentBefore = sentPauses().length
    const refused = await pause()
    expect(refused.status).toBe(503)
    expect(refused.body.error).toMatchObject({ codeDesc: 'StoreFailed' })
    expect(refused.body.error?.message).toMatch(/Nothing was sent/)
    expect(sentPauses()).toHaveLength(sentBefore)
    expect((await read()).status).toBe(200)
    expect(proxy.output.filter((value) => /Failed|Claimed/.test(value)).join('\n')).toMatch(/full/)
    await sql`pragma max_page_count = 100000`.execute(db)
    expect((await pause()).status).toBe(200)
    expect(sentPauses()).toHaveLength(sentBefore + 1)
  })

  it('answers reads as long as it lasts, and explains the refusal of a sign-in', async () => {
    // Triggers raise the error, because overwritten rows may still fit into a nearly full database.
    for (const table of ['sessions', 'failureCounts']) {
      for (const verb of ['insert', 'update', 'delete']) {
        await sql
          .raw(`create trigger ${table}_${verb} before ${verb} on ${table}
                begin select raise(abort, 'database or disk is full'); end`)
          .execute(db)
      }
    }
    proxy.clock.pass(120)
    expect((await read()).status).toBe(200)
    const refused = await signIn()
    expect(refused.body.error).toMatchObject({ code: 503, codeDesc: 'StoreFailed' })
    proxy.clock.pass(8 * 86_400)
    expect((await read()).status).toBe(401)
    expect(proxy.output.join('\n')).toMatch(/sessionNotKept.*full/)
  })
})

it('a refusal that cannot be recorded stays pending without counting as an audit failure', async () => {
  await sql`create trigger ends before update on audit
            begin select raise(abort, 'database or disk is full'); end`.execute(db)
  const refused = await proxy.call(cookie, 'PauseClusterService', { ...web, other: 1 })
  expect(refused.body.error).toMatchObject({ code: 503, codeDesc: 'StoreFailed' })
  expect(await outcomes()).toEqual(['pending'])
  expect((await checkAudit(db)).faults).toEqual([])
  await sql`drop trigger ends`.execute(db)
  await proxy.proxy.runBackgroundWork()
  expect(await outcomes()).toEqual(['refused'])
  expect((await checkAudit(db)).faults).toEqual([])
})

describe('a database that another process has locked', () => {
  it('refuses writes before they are sent; a repeat is sent once the lock is released', async () => {
    const otherDatabase = openLibsql(path.join(testDatabase.folder, 'gantry.db'))
    await sql`begin immediate`.execute(otherDatabase)
    const refused = await pause()
    expect(refused.body.error).toMatchObject({ code: 503, codeDesc: 'StoreFailed' })
    expect(sentPauses()).toHaveLength(0)
    expect((await read()).status).toBe(200)
    await sql`rollback`.execute(otherDatabase)
    await otherDatabase.destroy()
    const freed = await pause()
    expect(freed.status, proxy.output.filter((value) => /Claimed|audit/.test(value)).join()).toBe(
      200,
    )
    expect(sentPauses()).toHaveLength(1)
    expect(await outcomes()).toEqual(['ok'])
  })

  it('does not delay the response of a sent call; the entry is completed later', async () => {
    const otherDatabase = openLibsql(path.join(testDatabase.folder, 'gantry.db'))
    upstream.reply = () => envelope(0, 'Success', '', {})
    const { transport } = proxy.ports
    const locking = await testProxy({
      accounts: proxy.ports.accounts,
      store: proxy.ports.store,
      transport: async (request) => {
        const answer = await transport(request)
        await sql`begin immediate`.execute(otherDatabase)
        return answer
      },
    })
    const answer = await locking.call(cookie, 'PauseClusterService', web)
    expect(answer.status).toBe(200)
    expect(await outcomes()).toEqual(['pending'])
    await sql`rollback`.execute(otherDatabase)
    await otherDatabase.destroy()
    expect(locking.output.join('\n')).toContain('auditFailed')
    await locking.close()
  })
})

describe('an unavailable database', () => {
  it('prevents writes and sign-ins', async () => {
    await sql`drop table audit`.execute(db)
    const refused = await pause()
    expect(refused.body.error).toMatchObject({ code: 503, codeDesc: 'StoreFailed' })
    expect(sentPauses()).toHaveLength(0)
    const secondSignIn = await signIn()
    expect(secondSignIn.status).toBe(503)
    expect(secondSignIn.headers.get('Set-Cookie')).toBeNull()
    expect(secondSignIn.text).not.toMatch(/no such table/)
  })
  it('is named in responses, including those to reads', async () => {
    await sql`drop table sessions`.execute(db)
    const { status, body, text } = await read()
    expect([status, body.error?.codeDesc]).toEqual([503, 'StoreFailed'])
    expect(body.error?.message).toMatch(/^The console's database failed/)
    expect(text).not.toMatch(/no such table/)
  })
})

it('other failures are not reported as database failures', async () => {
  proxy.ports.store.sessions.find = async () => {
    throw new TypeError('of the console')
  }
  const { status, body, text } = await read()
  expect([status, body.error?.codeDesc]).toEqual([500, 'InternalError'])
  expect(text).not.toMatch(/database|of the console/)
})
