import type { Db, Tables } from '../schema'
import { entryHash, genesisHash, type Head, serializeEnding } from './chain'
import { rowsWithWrongSearchKeys, strayKeys } from './checkSearchKeys'
import { type Baseline, baselineOf, deletionAction, deletionOf } from './records'
import { unchainedRows } from './unchained'

type Row = Tables['audit']

export interface AuditCheck {
  entries: number
  actions: number
  /** Number of rows that are older than the chain. */
  unchained: number
  /** Number of entries that retention has deleted. */
  deleted: number
  head: string
  /** Messages for the first hundred faults. */
  faults: string[]
}

const batchSize = 2000
const maxFaults = 100

type CheckReport = (text: string) => void

interface ChainStart extends Head {
  /**
   * Rows that may be older than the chain, depending on what the deletion before the first entry
   * recorded.
   */
  unchained: readonly Baseline[]
}

/** Returns the last deleted entry, which the entries about deletions record. */
async function readChainStart(db: Db, report: CheckReport): Promise<ChainStart> {
  const first = await db
    .selectFrom('auditChain')
    .select('seq')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  const seq = first ? first.seq - 1 : 0
  const rows = await db
    .selectFrom('audit')
    .select(['user', 'role', 'action', 'params'])
    .where('action', '=', deletionAction)
    .execute()
  const deletions = rows.flatMap((row) => deletionOf(row) ?? [])
  const deletionsBefore = deletions.filter(({ throughSeq }) => throughSeq === seq)
  const unchained = deletionsBefore.map((deletion) => deletion.unchained)
  if (seq === 0) return { seq, hash: genesisHash, unchained }
  const hash = deletionsBefore.at(-1)?.hash ?? ''
  if (!hash) report(`entries 1 to ${seq} are missing, and no entry records their deletion`)
  return { seq, hash, unchained }
}

/** Checks the rows without an entry: only rows that are older than the chain may lack one. */
async function checkUnchained(db: Db, allowed: readonly Baseline[], report: CheckReport) {
  const { rows, digest, ids } = await unchainedRows(db)
  const [baseline = { rows: 0, digest: '' }] = allowed
  if (allowed.some((candidate) => candidate.rows === rows && candidate.digest === digest))
    return rows
  if (baseline.rows === 0) for (const id of ids) report(`the row ${id} has no entry in the chain`)
  else if (rows === baseline.rows) report('the rows from before the chain were changed')
  else report(`${rows} rows have no entry in the chain, but ${baseline.rows} are older than it`)
  return rows
}

/** Verifies each entry and its row, in order; calls `visit` for each entry. */
async function verifyEntries(
  db: Db,
  start: Head,
  report: CheckReport,
  visit: (entry: Head) => void,
) {
  let { seq, hash } = start
  /** Rows that differ from their latest entry so far; a later entry may match. */
  const mismatches = new Map<string, string>()
  let [entries, actions] = [0, 0]
  let baseline: Baseline | undefined

  async function check(entry: Tables['auditChain'], row: Row) {
    // Without the previous hash of the first entry, only later entries can be verified.
    const isIntact = hash === '' || (await entryHash(hash, entry, row)) === entry.hash
    if (!isIntact && entry.seq === seq + 1) {
      report(`entry ${entry.seq}: the row ${entry.id} or its entry was changed`)
    }
    if (row.chained !== 1) report(`the row ${entry.id} is marked as older than the chain`)
    const recordedEnding = entry.ending ?? serializeEnding(row)
    const isOpen = entry.ending === null && row.outcome !== 'pending'
    if (isOpen) mismatches.set(entry.id, `the row ${entry.id} has an outcome without an entry`)
    else if (recordedEnding === serializeEnding(row)) mismatches.delete(entry.id)
    else mismatches.set(entry.id, `the row ${entry.id} differs from its entry about the outcome`)
    if (entry.ending !== null) return
    actions += 1
    baseline = baselineOf(row) ?? baseline
  }

  for (;;) {
    const batch = await db
      .selectFrom('auditChain')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(batchSize)
      .execute()
    if (batch.length === 0) break
    const ids = [...new Set(batch.map(({ id }) => id))]
    const batchRows = await db.selectFrom('audit').selectAll().where('id', 'in', ids).execute()
    const rows = new Map(batchRows.map((row) => [row.id, row]))
    for (const entry of batch) {
      if (entry.seq !== seq + 1) report(`entries ${seq + 1} to ${entry.seq - 1} are missing`)
      const row = rows.get(entry.id)
      if (row) await check(entry, row)
      else report(`entry ${entry.seq}: the row ${entry.id} is missing`)
      seq = entry.seq
      hash = entry.hash
      entries += 1
      visit({ seq, hash })
    }
    const started = new Set(batch.filter(({ ending }) => ending === null).map(({ id }) => id))
    const startedRows = batchRows.filter(({ id }) => started.has(id))
    for (const id of await rowsWithWrongSearchKeys(db, startedRows)) {
      report(`the row ${id} does not match its search keys`)
    }
  }
  for (const text of mismatches.values()) report(text)
  return { seq, hash, entries, actions, baseline }
}

async function checkAll(db: Db, knownHash: string | undefined): Promise<AuditCheck> {
  const faults: string[] = []
  const report = (text: string) => {
    if (faults.length < maxFaults) faults.push(text)
  }
  const head = await db.selectFrom('auditHead').select(['seq', 'hash']).executeTakeFirst()
  const chainStart = await readChainStart(db, report)
  let isHeadFound = head?.seq === 0 || head?.hash === chainStart.hash
  let isKnownHashFound = knownHash === undefined || knownHash === chainStart.hash
  const { seq, hash, baseline, ...counts } = await verifyEntries(
    db,
    chainStart,
    report,
    (entry) => {
      if (entry.hash === knownHash) isKnownHashFound = true
      if (entry.seq === head?.seq && entry.hash === head.hash) isHeadFound = true
    },
  )

  if (!head) report('the record of the last entry is missing')
  else if (head.seq > seq) {
    report(`entries ${seq + 1} to ${head.seq} are missing: the end was cut off`)
  } else if (!isHeadFound) report(`entry ${head.seq} is not the one recorded as the last`)
  const user = await db.selectFrom('users').select('name').limit(1).executeTakeFirst()
  if (seq === 0 && user) report('the console has users, but no entry: the log was emptied')

  const allowed =
    chainStart.unchained.length > 0 ? chainStart.unchained : baseline ? [baseline] : []
  const unchained = await checkUnchained(db, allowed, report)
  for (const id of await strayKeys(db, maxFaults)) {
    report(`the row ${id} is missing, but has search keys`)
  }
  if (!isKnownHashFound) {
    report(
      chainStart.seq > 0
        ? `the entry with the hash ${knownHash} is missing: if no export of deleted entries contains it, the end was cut off`
        : `the entry with the hash ${knownHash} is missing: the end was cut off`,
    )
  }
  return { ...counts, unchained, deleted: chainStart.seq, head: hash, faults }
}

/**
 * Verifies the whole chain: every entry follows its predecessor and matches its row, every row has
 * its entries, and nothing is missing at either end. `knownHash` is the hash of an entry seen
 * earlier, which must still exist. The check reads one snapshot, so the console may write in the
 * meantime.
 */
export const checkAudit = (db: Db, knownHash?: string): Promise<AuditCheck> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((snapshot) => checkAll(snapshot, knownHash))
