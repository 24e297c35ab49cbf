import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { libsqlPlace } from '../../test/stores'
import type { Store } from '../assemble'
import type { Tables } from '../schema'
import { openLibsql } from '../sqlite/libsql'

let place: ReturnType<typeof libsqlPlace>
let store: Store
let db: Kysely<Tables>

const ending = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '', duration: 3 }
const open = { ...ending, outcome: 'pending' as const, code: null, duration: null }

beforeEach(async () => {
  place = libsqlPlace()
  store = await place.open()
  for (const id of ['01', '02', '03', '04']) {
    const who = {
      user: 'ada',
      role: 'operator',
      address: '127.0.0.1',
      account: 'prod',
      region: 'gz',
    }
    const what = { action: 'DeleteClusterService', target: `cls-1/default/${id}`, params: '{}' }
    await store.audit.add({ id, at: 1, ...who, ...what, ...open })
    if (id !== '04') await store.audit.complete(id, { ...ending, outcome: 'ok' })
  }
  db = openLibsql(path.join(place.folder, 'gantry.db'))
})
afterEach(async () => {
  await db.destroy()
  await store.close()
  await place.drop()
})

it('reports no faults in an unchanged audit log', async () => {
  const { faults, ...counts } = await store.checkAudit()
  expect(faults).toEqual([])
  expect(counts).toMatchObject({ entries: 7, actions: 4, unchained: 0 })
  expect((await store.checkAudit(counts.head)).faults).toEqual([])
})

it('counts rows from before the chain without reporting them', async () => {
  const older = `insert into audit select '00', at, user, role, address, account, region, action, target,
    params, outcome, code, codeDesc, message, cloudRequestId, duration, instance, 0 from audit where id = '01'`
  await sql.raw(older).execute(db)
  expect(await store.checkAudit()).toMatchObject({ actions: 4, unchained: 1, faults: [] })
})

/** Columns that are written once, and columns that the end of the call completes. */
const begun = ['user', 'role', 'address', 'account', 'region', 'action', 'target', 'params']
const ended = ['codeDesc', 'message', 'cloudRequestId']

it.each([
  ...begun.map((name) => [name, `${name} = 'x'`, /entry 3: the row 02 or its entry was changed/]),
  ['at', 'at = 2', /entry 3: the row 02 or its entry was changed/],
  ...ended.map((name) => [name, `${name} = 'x'`, /row 02 differs from its entry/]),
  ['outcome', `outcome = 'error'`, /row 02 differs from its entry/],
  ['code', 'code = 5000', /row 02 differs from its entry/],
  ['duration', 'duration = 4', /row 02 differs from its entry/],
] as [string, string, RegExp][])('reports a change of %s', async (_column, change, words) => {
  await sql.raw(`update audit set ${change} where id = '02'`).execute(db)
  const [first, ...rest] = (await store.checkAudit()).faults
  expect(first).toMatch(words)
  // A changed target also no longer matches its search index.
  expect(rest.filter((one) => !/^the row 02 does not match/.test(one))).toEqual([])
})

it.each([
  ['how an open one ended', `update audit set outcome = 'ok' where id = '04'`, /row 04.*without/],
  ['an entry', `update auditChain set ending = null where seq = 2`, /entry 2:.*changed/],
  [
    'swapped outcomes',
    `update auditChain set id = case id when '02' then '03' else '02' end where seq in (4, 6)`,
    /entry 4:.*changed/,
  ],
  ['a row taken away', `delete from audit where id = '02'`, /row 02 is missing/],
  ['entries taken away', `delete from auditChain where id = '02'`, /entries 3 to 4 are missing/],
  [
    'a removed search key',
    `delete from auditParts where id = '02' and part = 'cls-1'`,
    /^the row 02 does not match its search keys$/,
  ],
  [
    'a changed search key',
    `update auditParts set part = 'cls-9' where id = '02' and part = 'cls-1'`,
    /^the row 02 does not match/,
  ],
  [
    'an inserted row',
    `insert into audit select '09', at, user, role, address, account, region, action, target, params,
     outcome, code, codeDesc, message, cloudRequestId, duration, instance, chained from audit where id = '01'`,
    /there are 5 chained rows, but entries for 4/,
  ],
  [
    'a row inserted as older than the chain',
    `insert into audit select '015', at, user, role, address, account, region, action, target, params,
     outcome, code, codeDesc, message, cloudRequestId, duration, instance, 0 from audit where id = '01'`,
    /row 015 is later than the chain and has no entry/,
  ],
  [
    'a row replaced by one marked as older than the chain',
    `insert into audit select '09', at, user, role, address, account, region, action, target, params,
     outcome, code, codeDesc, message, cloudRequestId, duration, instance, 1 from audit where id = '02';
     update audit set chained = 0 where id = '02'`,
    /row 09 is later than the chain/,
  ],
])('reports a change: %s', async (_what, change, words) => {
  for (const one of change.split(';')) await sql.raw(one).execute(db)
  const { faults } = await store.checkAudit()
  expect(faults.join('\n')).toMatch(words)
})

it('reports a truncated log, by the hash of an entry seen before', async () => {
  const { head } = await store.checkAudit()
  await sql.raw(`delete from auditChain where id = '04'`).execute(db)
  await sql.raw(`delete from audit where id = '04'`).execute(db)
  expect((await store.checkAudit()).faults).toEqual([])
  expect((await store.checkAudit(head)).faults.join()).toMatch(/cut off/)
})
