import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../store/open'
import { auditRow } from '../../test/proxy/auditRow'
import {
  hasPostgres,
  libsqlDatabase,
  onPostgres,
  postgresDatabase,
  type TestDatabase,
} from '../../test/stores'
import { createHeadLog, deleteOldAudit } from './auditRetention'

const day = 24 * 3_600_000
const today = 1_800_000_000_000
let folder: string
let testDatabase: TestDatabase
let store: Store
let lines: Parameters<Parameters<typeof createHeadLog>[1]>[0][] = []

const libsql = libsqlDatabase
async function open(next: TestDatabase) {
  testDatabase = next
  store = await testDatabase.open()
}
beforeEach(async () => {
  lines = []
  const files = libsql()
  folder = path.join(files.folder, 'exports')
  await open(files)
})
afterEach(async () => {
  await store.close()
  await testDatabase.drop()
  fs.rmSync(path.dirname(folder), { recursive: true, force: true })
})

const idAt = (at: number) => `${at.toString(16).padStart(12, '0')}-0000${'0'.repeat(12)}`
const addEntry = (at: number, outcome: 'ok' | 'pending' = 'ok') =>
  store.audit.add({ ...auditRow(idAt(at)), at, outcome })
const runRetention = (limit?: number) =>
  deleteOldAudit(
    { store, now: () => today, log: (line) => lines.push(line) },
    { days: 30, folder },
    limit,
  )
const exported = () =>
  fs
    .readdirSync(folder)
    .sort()
    .flatMap((name) => fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line))

async function checkDeletion() {
  for (const days of [90, 80, 70, 20, 10]) await addEntry(today - days * day)
  const before = await store.checkAudit()
  await runRetention()
  const rows = await store.audit.list({ limit: 100 })
  expect(rows.map(({ at, action }) => [(today - at) / day, action])).toEqual([
    [0, 'DeleteAuditEntries'],
    [10, 'DeleteClusterService'],
    [20, 'DeleteClusterService'],
  ])
  expect(JSON.parse(rows[0]?.params ?? '')).toMatchObject({ throughSeq: 6, entries: 6 })
  expect(await store.checkAudit()).toMatchObject({ deleted: 6, actions: 3, faults: [] })
  expect((await store.checkAudit(before.head)).faults).toEqual([])
  const deletedHash = exported()[2].hash
  expect((await store.checkAudit(deletedHash)).faults).toEqual([
    expect.stringMatching(`${deletedHash} is missing: if no export of deleted entries contains it`),
  ])
  const exportedFiles = exported()
  expect(exportedFiles.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
  expect(exportedFiles[0].row).toMatchObject({
    id: idAt(today - 90 * day),
    user: 'ada',
    outcome: 'ok',
  })
  await runRetention()
  expect(fs.readdirSync(folder)).toHaveLength(1)
}

it('exports and deletes entries that are older than the retention', checkDeletion)

it.skipIf(!hasPostgres)(onPostgres('does so on PostgreSQL'), async () => {
  await store.close()
  await open(await postgresDatabase())
  await checkDeletion()
})

it('deletes in batches, each verifiable from the one before', async () => {
  for (let days = 90; days > 84; days -= 1) await addEntry(today - days * day)
  await addEntry(today)
  await runRetention(4)
  expect(fs.readdirSync(folder)).toHaveLength(3)
  expect(exported()).toHaveLength(12)
  expect((await store.checkAudit()).faults).toEqual([])
})

it('keeps pending operations, and all later ones', async () => {
  await addEntry(today - 90 * day)
  await addEntry(today - 80 * day, 'pending')
  await addEntry(today - 70 * day)
  await runRetention()
  expect(exported().map(({ seq }) => seq)).toEqual([1, 2])
  await store.audit.complete(idAt(today - 80 * day), { ...auditRow('1'), outcome: 'ok' })
  await runRetention()
  expect((await store.checkAudit()).faults).toEqual([])
})

it('deletes nothing if the export cannot be written', async () => {
  await addEntry(today - 90 * day)
  await addEntry(today)
  fs.writeFileSync(folder, 'a file in its place')
  await expect(runRetention()).rejects.toThrow(/EEXIST|ENOTDIR/)
  expect(await store.audit.list({ limit: 10 })).toHaveLength(2)
  fs.rmSync(folder)
})

it('reports a removed beginning even after a deletion', async () => {
  for (const days of [90, 20, 10]) await addEntry(today - days * day)
  await runRetention()
  const { remove } = store.audit
  const entries = { throughSeq: 4, hash: '', unchained: { rows: 0, digest: '' }, entries: 2 }
  const lines = async function* () {}
  expect(await remove(today, { ...entries, unchainedRows: 0, lines })).toBe(true)
  expect((await store.checkAudit()).faults.join()).toMatch(
    /entries 1 to 4 are missing, and no entry records their deletion/,
  )
})

it('logs the hash of the last entry only after a new entry', async () => {
  const logHead = createHeadLog(store, (line) => lines.push(line))
  await addEntry(today)
  await logHead()
  await logHead()
  const { head } = await store.checkAudit()
  expect(lines).toEqual([{ event: 'auditHead', seq: 2, hash: head }])
  await addEntry(today + 1)
  await logHead()
  expect(lines).toHaveLength(2)
})
