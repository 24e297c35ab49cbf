import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Forwarder, startForwarder } from '../../test/network/forwarder'
import { auditRow } from '../../test/proxy/auditRow'
import {
  hasPostgres,
  onPostgres,
  type PostgresDatabase,
  postgresDatabase,
  postgresPort,
} from '../../test/stores'
import { openStore, type Store } from '../open'
import { createTimeLimits, withTimeout } from './timeLimits'

const never = () => new Promise<never>(() => {})

it('a limit rejects with an error that counts as an outage, and passes results and errors on', async () => {
  await expect(withTimeout(never(), 1)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  expect(await withTimeout(Promise.resolve(7), 1000)).toBe(7)
  await expect(withTimeout(Promise.reject(new Error('of the work')), 1000)).rejects.toThrow(
    'of the work',
  )
})

it('after a timeout the next statements fail sooner, until one is answered', async () => {
  const { statement } = createTimeLimits({ statement: 1500, connection: 1500 })
  await expect(statement(never())).rejects.toThrow(/within 1500 ms/)
  await expect(statement(never())).rejects.toThrow(/within 1000 ms/)
  await statement(Promise.resolve())
  await expect(statement(never())).rejects.toThrow(/within 1500 ms/)
})

describe.skipIf(!hasPostgres)(onPostgres('a PostgreSQL that hangs'), () => {
  let testDatabase: PostgresDatabase
  let forwarder: Forwarder
  let store: Store

  beforeEach(async () => {
    testDatabase = await postgresDatabase()
    await (await testDatabase.open()).close()
    forwarder = await startForwarder(postgresPort)
    const times = { statement: 3000, connection: 3000 }
    store = await openStore({ url: testDatabase.urlOf('hanging', forwarder.port) }, times)
    await store.audit.add({ ...auditRow('01'), outcome: 'ok' })
  })
  afterEach(async () => {
    forwarder.thaw()
    await store.close()
    await forwarder.close()
    await testDatabase.drop()
  })

  it('fails every use of the store within seconds as an outage, and works again afterwards', async () => {
    const world = await store.claimWorld()
    forwarder.freeze()
    const startedAt = Date.now()
    const uses = [
      () => store.users.list(),
      () => store.audit.add({ ...auditRow('02'), outcome: 'ok' }),
      () => store.sessions.add({ idHash: 'a', user: 'ada', createdAt: 1, usedAt: 1 }),
      () => store.tryWrite(),
      () => world?.commit({ put: [{ kind: 'pod', id: 'p', json: '{}' }], remove: [] }),
    ]
    for (const use of uses) {
      const error = await Promise.resolve(use()).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect(store.isOutage(error), String(error)).toBe(true)
    }
    expect(await store.isReady()).toBe(false)
    expect(Date.now() - startedAt).toBeLessThan(20_000)
    forwarder.thaw()
    await expect.poll(() => store.isReady()).toBe(true)
    await store.audit.add({ ...auditRow('03'), outcome: 'ok' })
    expect((await store.checkAudit()).faults).toEqual([])
  }, 40_000)
})
