import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditRow } from '../../test/proxy/auditRow'
import { libsqlDatabase } from '../../test/stores'
import type { Store } from '../assemble'
import { addAuditHead } from '../migrations/0014'
import type { Tables } from '../schema'
import { openLibsql } from '../sqlite/libsql'

let testDatabase: ReturnType<typeof libsqlDatabase>
let store: Store
let db: Kysely<Tables>

const ending = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '', duration: 3 }
const openEnding = { ...ending, outcome: 'pending' as const, code: null, duration: null }

beforeEach(async () => {
  testDatabase = libsqlDatabase()
  store = await testDatabase.open()
  for (const id of ['01', '02', '03', '04']) {
    const actor = {
      user: 'ada',
      role: 'operator',
      address: '127.0.0.1',
      account: 'prod',
      region: 'gz',
    }
    const operation = {
      action: 'DeleteClusterService',
      target: `cls-1/default/${id}`,
      params: '{}',
    }
    await store.audit.add({ id, at: 1, ...actor, ...operation, ...openEnding })
    if (id !== '04') await store.audit.complete(id, { ...ending, outcome: 'ok' })
  }
  db = openLibsql(path.join(testDatabase.folder, 'gantry.db'))
})
afterEach(async () => {
  await db.destroy()
  await store.close()
  await testDatabase.drop()
})

it('reports no faults in an unchanged audit log', async () => {
  const { faults, ...counts } = await store.checkAudit()
  expect(faults).toEqual([])
  expect(counts).toMatchObject({ entries: 7, actions: 4, unchained: 0 })
  expect((await store.checkAudit(counts.head)).faults).toEqual([])
})

const insertUnchained = (id: string) =>
  `insert into audit select '${id}', at, user, role, address, account, region, action, target,
    params, outcome, code, codeDesc, message, cloudRequestId, duration, instance, 0 from audit where id = '01'`

/** Runs migration 0014 again, after statements that add or delete rows as before it. */
async function upgraded(...statements: string[]) {
  await store.close()
  const undo = ['drop index auditChainById', 'drop table auditHead', 'drop table writeTests']
  for (const value of [...undo, ...statements]) await sql.raw(value).execute(db)
  await addAuditHead.up(db)
  store = await testDatabase.open()
}

describe('rows older than the audit chain', () => {
  it('are counted without a fault', async () => {
    await upgraded(insertUnchained('00'))
    expect(await store.checkAudit()).toMatchObject({ actions: 5, unchained: 1, faults: [] })
    await store.audit.add({ ...auditRow('05'), outcome: 'ok' })
    expect((await store.checkAudit()).faults).toEqual([])
  })

  it.each([
    ['inserted', insertUnchained('000'), /2 rows have no entry in the chain, but 1 are older/],
    ['removed', `delete from audit where id = '00'`, /0 rows have no entry .* but 1 are older/],
    ['changed', `update audit set user = 'eve' where id = '00'`, /before the chain were changed/],
  ])('are reported when %s later', async (_what, change, words) => {
    await upgraded(insertUnchained('00'))
    await sql.raw(change).execute(db)
    expect((await store.checkAudit()).faults.join()).toMatch(words)
  })

  it('are counted as 0 in a store that has users but no entries', async () => {
    await store.users.add({ name: 'ada', passwordHash: '', role: 'admin', createdAt: 1 })
    await upgraded('delete from audit', 'delete from auditChain', 'delete from auditParts')
    expect(await store.checkAudit()).toMatchObject({ actions: 1, unchained: 0, faults: [] })
  })
})

/** Columns that are written at the start of a call, and columns that are written at its end. */
const startFields = ['user', 'role', 'address', 'account', 'region', 'action', 'target', 'params']
const ended = ['codeDesc', 'message', 'cloudRequestId']

it.each([
  ...startFields.map((name) => [
    name,
    `${name} = 'x'`,
    /entry 3: the row 02 or its entry was changed/,
  ]),
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
  expect(rest.filter((value) => !/^the row 02 does not match/.test(value))).toEqual([])
})

it.each([
  [
    'the outcome of a pending entry',
    `update audit set outcome = 'ok' where id = '04'`,
    /row 04.*without/,
  ],
  ['a field of an entry', `update auditChain set ending = null where seq = 2`, /entry 2:.*changed/],
  [
    'swapped outcomes',
    `update auditChain set id = case id when '02' then '03' else '02' end where seq in (4, 6)`,
    /entry 4:.*changed/,
  ],
  ['a deleted row', `delete from audit where id = '02'`, /row 02 is missing/],
  ['deleted entries', `delete from auditChain where id = '02'`, /entries 3 to 4 are missing/],
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
    /row 09 has no entry in the chain/,
  ],
  [
    'a row inserted as older than the chain',
    `insert into audit select '015', at, user, role, address, account, region, action, target, params,
     outcome, code, codeDesc, message, cloudRequestId, duration, instance, 0 from audit where id = '01'`,
    /row 015 has no entry in the chain/,
  ],
  [
    'a back-dated row inserted as older than the chain',
    insertUnchained('00'),
    /row 00 has no entry in the chain/,
  ],
  [
    'a row marked as older than the chain',
    `update audit set chained = 0 where id = '02'`,
    /row 02 is marked as older/,
  ],
  [
    'deleted entries at the end',
    `delete from auditChain where seq > 5`,
    /entries 6 to 7 are missing.*cut off/,
  ],
  [
    'deleted entries at the beginning',
    `delete from auditChain where id = '01'; delete from audit where id = '01'; delete from auditParts where id = '01'`,
    /entries 1 to 2 are missing, and no entry records their deletion/,
  ],
  ['emptied rows', 'delete from audit; delete from auditParts', /the row 01 is missing/],
  [
    'emptied tables',
    'delete from audit; delete from auditParts; delete from auditChain',
    /entries 1 to 7 are missing: the end was cut off/,
  ],
  [
    'emptied tables with a reset head',
    `insert into users (name, passwordHash, role, createdAt) values ('ada', '', 'admin', 1);
     delete from audit; delete from auditParts; delete from auditChain;
     update auditHead set seq = 0, hash = ''`,
    /the log was emptied/,
  ],
  ['a removed head', 'delete from auditHead', /record of the last entry is missing/],
  [
    'a replaced head',
    `update auditHead set hash = 'x'`,
    /entry 7 is not the one recorded as the last/,
  ],
  [
    'a search key without a row',
    `insert into auditParts (part, id) values ('web', '09')`,
    /row 09 is missing, but has search keys/,
  ],
  [
    'a row replaced by one marked as older than the chain',
    `insert into audit select '09', at, user, role, address, account, region, action, target, params,
     outcome, code, codeDesc, message, cloudRequestId, duration, instance, 1 from audit where id = '02';
     update audit set chained = 0 where id = '02'`,
    /row 09 has no entry in the chain/,
  ],
])('reports a change: %s', async (_what, change, words) => {
  for (const value of change.split(';')) await sql.raw(value).execute(db)
  const { faults } = await store.checkAudit()
  expect(faults.join('\n')).toMatch(words)
})

it('reports a truncated log with a reset head by the hash of an entry seen before', async () => {
  const { head } = await store.checkAudit()
  for (const value of [
    `delete from auditChain where id = '04'`,
    `delete from audit where id = '04'`,
    `delete from auditParts where id = '04'`,
    'update auditHead set (seq, hash) = (select seq, hash from auditChain order by seq desc limit 1)',
  ])
    await sql.raw(value).execute(db)
  expect((await store.checkAudit()).faults).toEqual([])
  expect((await store.checkAudit(head)).faults.join()).toMatch(/cut off/)
})

it('reports emptied tables although the console has written since', async () => {
  for (const value of ['audit', 'auditParts', 'auditChain'])
    await sql.raw(`delete from ${value}`).execute(db)
  await store.close()
  store = await testDatabase.open()
  await store.audit.add({ ...auditRow('05'), outcome: 'ok' })
  expect((await store.checkAudit()).faults.join()).toMatch(/entries 1 to 7 are missing/)
})
