import type { Db, Tables } from '../schema'
import { entryHash, genesisHash, serializeEnding } from './chain'
import { searchKeysOf } from './searchKeys'

type Row = Tables['audit']

export interface AuditCheck {
  entries: number
  actions: number
  /** Rows from before the chain existed. */
  unchained: number
  head: string
  /** Messages for the first hundred faults. */
  faults: string[]
}

const batchSize = 2000
const maxFaults = 100

/** Rows since the start of the chain without an entry, regardless of their `chained` column. */
async function rowsWithoutEntry(db: Db): Promise<string[]> {
  const first = db.selectFrom('auditChain').select('id').where('seq', '=', 1)
  const rows = await db
    .selectFrom('audit')
    .select('id')
    .where('id', '>=', first)
    .except(db.selectFrom('auditChain').select('id'))
    .limit(maxFaults)
    .execute()
  return rows.map(({ id }) => id)
}

/** Rows whose search keys do not match their target. */
async function rowsWithWrongSearchKeys(db: Db, rows: readonly Row[]): Promise<string[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const found = await db.selectFrom('auditParts').selectAll().where('id', 'in', ids).execute()
  const storedKeys = new Map<string, Set<string>>()
  for (const { id, part } of found) storedKeys.set(id, (storedKeys.get(id) ?? new Set()).add(part))
  return rows.flatMap(({ id, target }) => {
    const [expected, stored] = [searchKeysOf(target), storedKeys.get(id) ?? new Set()]
    const isEqual = stored.size === expected.length && expected.every((one) => stored.has(one))
    return isEqual ? [] : [id]
  })
}

/**
 * Verifies the whole chain: every entry follows its predecessor and matches its row, and every row
 * has its entries. `knownHash` is the hash of an entry seen earlier, which must still exist.
 */
export async function checkAudit(db: Db, knownHash?: string): Promise<AuditCheck> {
  const faults: string[] = []
  const report = (text: string) => {
    if (faults.length < maxFaults) faults.push(text)
  }
  /** Rows that differ from their latest entry so far; a later entry may match. */
  const mismatches = new Map<string, string>()
  let [seq, hash, actions, isKnownHashFound] = [0, genesisHash, 0, knownHash === undefined]

  for (;;) {
    const entries = await db
      .selectFrom('auditChain')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(batchSize)
      .execute()
    if (entries.length === 0) break
    const ids = [...new Set(entries.map(({ id }) => id))]
    const found = await db.selectFrom('audit').selectAll().where('id', 'in', ids).execute()
    const rows = new Map(found.map((row) => [row.id, row]))
    const started = new Set(entries.filter(({ ending }) => ending === null).map(({ id }) => id))
    for (const entry of entries) {
      if (entry.seq !== seq + 1) report(`entries ${seq + 1} to ${entry.seq - 1} are missing`)
      const row = rows.get(entry.id)
      if (!row) report(`entry ${entry.seq}: the row ${entry.id} is missing`)
      else {
        const isIntact = (await entryHash(hash, entry, row)) === entry.hash
        if (!isIntact && entry.seq === seq + 1) {
          report(`entry ${entry.seq}: the row ${entry.id} or its entry was changed`)
        }
        const recorded = entry.ending ?? serializeEnding(row)
        const isOpen = entry.ending === null && row.outcome !== 'pending'
        if (isOpen) mismatches.set(entry.id, `the row ${entry.id} has an outcome without an entry`)
        else if (recorded === serializeEnding(row)) mismatches.delete(entry.id)
        else
          mismatches.set(entry.id, `the row ${entry.id} differs from its entry about the outcome`)
      }
      if (entry.ending === null) actions += 1
      if (entry.hash === knownHash) isKnownHashFound = true
      seq = entry.seq
      hash = entry.hash
    }
    const first = found.filter(({ id }) => started.has(id))
    for (const id of await rowsWithWrongSearchKeys(db, first)) {
      report(`the row ${id} does not match its search keys`)
    }
  }
  for (const text of mismatches.values()) report(text)
  for (const id of await rowsWithoutEntry(db)) {
    report(`the row ${id} is later than the chain and has no entry`)
  }

  const counts = await db
    .selectFrom('audit')
    .select(({ fn }) => ['chained', fn.countAll().as('rows')])
    .groupBy('chained')
    .execute()
  const countRows = (chained: number) =>
    Number(counts.find((one) => one.chained === chained)?.rows ?? 0)
  if (countRows(1) !== actions)
    report(`there are ${countRows(1)} chained rows, but entries for ${actions}`)
  if (!isKnownHashFound)
    report(`the entry with the hash ${knownHash} is missing: the end was cut off`)
  return { entries: seq, actions, unchained: countRows(0), head: hash, faults }
}
