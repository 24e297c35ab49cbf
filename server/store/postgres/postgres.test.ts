import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditRow } from '../../test/proxy/auditRow'
import { hasPostgres, onPostgres, type PostgresDatabase, postgresDatabase } from '../../test/stores'
import type { Store } from '../open'
import { takeLock } from './connectionLock'
import { openPostgres } from './postgres'
import { createTimeLimits, timeLimits } from './timeLimits'

const limits = createTimeLimits(timeLimits)

let testDatabase: PostgresDatabase
let firstStore: Store
let secondStore: Store

const ok = {
  outcome: 'ok',
  code: 0,
  codeDesc: 'Success',
  message: '',
  cloudRequestId: '',
  duration: 3,
} as const

const documents = (json: string) => ({ put: [{ kind: 'pod', id: 'p', json }], remove: [] })

const timeout = { timeout: 10_000 }

describe.skipIf(!hasPostgres)(onPostgres('two processes on one database'), () => {
  beforeEach(async () => {
    testDatabase = await postgresDatabase()
    firstStore = await testDatabase.open('first')
    secondStore = await testDatabase.open('second')
  })
  afterEach(async () => {
    await firstStore.close()
    await secondStore.close()
    await testDatabase.drop()
  })

  it('a process that lost the world cannot write to it and reports the loss', async () => {
    const ownClaim = await firstStore.claimWorld()
    await ownClaim?.commit(documents('"first"'))
    expect(ownClaim?.isHeld()).toBe(true)
    expect(await secondStore.claimWorld()).toBeUndefined()
    await testDatabase.end('first')
    const otherWorld = await secondStore.claimWorld()
    await otherWorld?.commit(documents('"second"'))
    await expect(ownClaim?.commit(documents('"first again"'))).rejects.toThrow()
    await expect(ownClaim?.load()).rejects.toThrow()
    expect(ownClaim?.isHeld()).toBe(false)
    expect(await otherWorld?.load()).toEqual(documents('"second"').put)
    expect(await firstStore.claimWorld()).toBeUndefined()
    await secondStore.close()
    const claimAgain = await firstStore.claimWorld()
    expect(await claimAgain?.load()).toEqual(documents('"second"').put)
    await claimAgain?.commit(documents('"first again"'))
    secondStore = await testDatabase.open('second')
  })

  it('claims a free world again, once for concurrent callers', async () => {
    const ownClaim = await firstStore.claimWorld()
    await testDatabase.end('first')
    await expect.poll(() => ownClaim?.isHeld(), timeout).toBe(false)
    const all = await Promise.all([
      firstStore.claimWorld(),
      firstStore.claimWorld(),
      firstStore.claimWorld(),
    ])
    expect(all.map((item) => item?.isHeld())).toEqual([true, true, true])
    expect(await secondStore.claimWorld()).toBeUndefined()
  })

  it('closes after a lost connection', async () => {
    await firstStore.claimWorld()
    await firstStore.keepPresence()
    await testDatabase.end('first')
    await firstStore.close()
    expect((await secondStore.claimWorld())?.isHeld()).toBe(true)
    firstStore = await testDatabase.open('first')
  })

  it('notices a lost claim by a failed write, before the connection has ended', async () => {
    const ownClaim = await firstStore.claimWorld()
    const commit = ownClaim?.commit(documents('"first"'))
    await Promise.all([testDatabase.end('first'), commit?.catch(() => undefined)])
    await expect(ownClaim?.commit(documents('"again"'))).rejects.toThrow()
    expect(ownClaim?.isHeld()).toBe(false)
  })

  it('survives the end of an idle connection within a transaction', async () => {
    const db = await openPostgres(testDatabase.urlOf('third'))
    const inside = db.db.transaction().execute(async (transaction) => {
      await sql`select 1`.execute(transaction)
      await testDatabase.end('third')
      // Wait until the end of the connection has been processed.
      await expect.poll(() => testDatabase.locks('third'), timeout).toBe(0)
      await db.presence.id()
      await sql`select 1`.execute(transaction)
    })
    await expect(inside).rejects.toThrow()
    await db.presence.leave()
    await db.db.destroy()
  })

  it('sets keepalives, so that the server notices a vanished machine within half a minute', async () => {
    const { db, claimWorld } = await openPostgres(testDatabase.urlOf('third'))
    const world = await claimWorld()
    const { rows } = await sql`
      select current_setting('tcp_keepalives_idle') as idle,
        current_setting('tcp_keepalives_interval') as between,
        current_setting('tcp_keepalives_count') as times`.execute(world?.db ?? db)
    expect(rows).toEqual([{ idle: '15', between: '5', times: '3' }])
    await world?.release()
    await db.destroy()
  })

  it('closes the connection on which the lock query failed', async () => {
    const pool = new pg.Pool({ connectionString: testDatabase.urlOf('failed') })
    await expect(takeLock(pool, limits, 'select 1 / 0 as held', [])).rejects.toThrow('division')
    await expect.poll(() => testDatabase.connections('failed'), timeout).toBe(0)
    await pool.end()
  })

  it('renews its presence at once, so that others do not settle its calls', async () => {
    await firstStore.audit.add(auditRow('01'))
    expect(await testDatabase.locks('first')).toBe(1)
    await testDatabase.end('first')
    await expect.poll(() => testDatabase.locks('first'), timeout).toBe(1)
    expect(await secondStore.audit.settle('gone')).toBe(0)
    await firstStore.close()
    expect(await secondStore.audit.settle('gone')).toBe(1)
    firstStore = await testDatabase.open('first')
  })

  it('records the outcome of its calls even after another process settled them as unknown', async () => {
    await firstStore.audit.add(auditRow('01'))
    // Simulate a connection that cannot be restored.
    await testDatabase.query(`update audit set instance = '1' where id = '01'`)
    expect(await secondStore.audit.settle('gone')).toBe(1)
    expect((await secondStore.audit.find('01'))?.outcome).toBe('unknown')
    await firstStore.audit.complete('01', ok)
    expect((await secondStore.audit.find('01'))?.outcome).toBe('ok')
    expect(await secondStore.audit.settle('gone')).toBe(0)
    expect(await secondStore.checkAudit()).toMatchObject({ entries: 3, faults: [] })
  })

  it('keeps an outcome recorded while another process settles', async () => {
    await firstStore.audit.add(auditRow('01'))
    await testDatabase.query(`update audit set instance = '1' where id = '01'`)
    const client = new pg.Client({ connectionString: testDatabase.urlOf('third') })
    await client.connect()
    await client.query(`begin; select 1 from audit where id = '01' for update`)
    const settled = secondStore.audit.settle('gone')
    await expect.poll(() => testDatabase.waiting('second'), timeout).toBe(1)
    await client.query(`update audit set outcome = 'ok', code = 0 where id = '01'; commit`)
    await client.end()
    expect(await settled).toBe(0)
    expect((await secondStore.audit.find('01'))?.outcome).toBe('ok')
  })

  it('keeps one of two administrators who remove each other at the same time', async () => {
    const admin = { passwordHash: 'hash', role: 'admin', createdAt: 1 } as const
    for (let round = 0; round < 10; round += 1) {
      await firstStore.users.add({ ...admin, name: 'one' })
      await firstStore.users.add({ ...admin, name: 'two' })
      const ends = await Promise.all([
        firstStore.users.remove('one'),
        secondStore.users.remove('two'),
      ])
      expect(ends.toSorted()).toEqual(['done', 'lastAdmin'])
    }
  })
})
