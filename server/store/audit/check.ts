import type { Db, Tables } from '../schema'
import { type Ending, hashOf, origin, writtenEnding } from './chain'
import { partsOf } from './targetParts'

type Row = Tables['audit']

export interface AuditCheck {
  entries: number
  deeds: number
  /** Rows from before the chain existed. */
  unchained: number
  head: string
  /** Messages for the first hundred faults. */
  faults: string[]
}

const batch = 2000
const mostFaults = 100

const endingOf = (row: Row): Ending => row

/** Rows since the start of the chain without an entry, regardless of their `chained` column. */
async function strangers(db: Db): Promise<string[]> {
  const first = db.selectFrom('auditChain').select('id').where('seq', '=', 1)
  const rows = await db
    .selectFrom('audit')
    .select('id')
    .where('id', '>=', first)
    .except(db.selectFrom('auditChain').select('id'))
    .limit(mostFaults)
    .execute()
  return rows.map(({ id }) => id)
}

/** Rows whose search index does not match their target. */
async function misfiled(db: Db, rows: readonly Row[]): Promise<string[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const found = await db.selectFrom('auditParts').selectAll().where('id', 'in', ids).execute()
  const filed = new Map<string, Set<string>>()
  for (const { id, part } of found) filed.set(id, (filed.get(id) ?? new Set()).add(part))
  return rows.flatMap(({ id, target }) => {
    const [wanted, has] = [partsOf(target), filed.get(id) ?? new Set()]
    const isRight = has.size === wanted.length && wanted.every((one) => has.has(one))
    return isRight ? [] : [id]
  })
}

/**
 * Verifies the whole chain: every entry follows the one before and matches its row, and every row
 * has its entries. `known` is the hash of an entry seen earlier, which must still exist.
 */
export async function checkAudit(db: Db, known?: string): Promise<AuditCheck> {
  const faults: string[] = []
  const fault = (text: string) => {
    if (faults.length < mostFaults) faults.push(text)
  }
  /** Rows that differ from their latest entry so far; a later entry may match. */
  const differing = new Map<string, string>()
  let [seq, hash, deeds, isKnown] = [0, origin, 0, known === undefined]

  for (;;) {
    const entries = await db
      .selectFrom('auditChain')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(batch)
      .execute()
    if (entries.length === 0) break
    const ids = [...new Set(entries.map(({ id }) => id))]
    const found = await db.selectFrom('audit').selectAll().where('id', 'in', ids).execute()
    const rows = new Map(found.map((row) => [row.id, row]))
    const begun = new Set(entries.filter(({ ending }) => ending === null).map(({ id }) => id))
    for (const entry of entries) {
      if (entry.seq !== seq + 1) fault(`entries ${seq + 1} to ${entry.seq - 1} are missing`)
      const row = rows.get(entry.id)
      if (!row) fault(`entry ${entry.seq}: the row ${entry.id} is missing`)
      else {
        const isWhole = (await hashOf(hash, entry, row)) === entry.hash
        if (!isWhole && entry.seq === seq + 1) {
          fault(`entry ${entry.seq}: the row ${entry.id} or its entry was changed`)
        }
        const says = entry.ending ?? writtenEnding(endingOf(row))
        const isOpen = entry.ending === null && row.outcome !== 'pending'
        if (isOpen) differing.set(entry.id, `the row ${entry.id} has an outcome without an entry`)
        else if (says === writtenEnding(endingOf(row))) differing.delete(entry.id)
        else differing.set(entry.id, `the row ${entry.id} differs from its entry about the outcome`)
      }
      if (entry.ending === null) deeds += 1
      if (entry.hash === known) isKnown = true
      seq = entry.seq
      hash = entry.hash
    }
    const first = found.filter(({ id }) => begun.has(id))
    for (const id of await misfiled(db, first)) {
      fault(`the row ${id} does not match its search keys`)
    }
  }
  for (const text of differing.values()) fault(text)
  for (const id of await strangers(db)) {
    fault(`the row ${id} is later than the chain and has no entry`)
  }

  const counted = await db
    .selectFrom('audit')
    .select(({ fn }) => ['chained', fn.countAll().as('rows')])
    .groupBy('chained')
    .execute()
  const rowsOf = (chained: number) =>
    Number(counted.find((one) => one.chained === chained)?.rows ?? 0)
  if (rowsOf(1) !== deeds) fault(`there are ${rowsOf(1)} rows, but entries of ${deeds}`)
  if (!isKnown) fault(`the entry with the hash ${known} is missing: the end was cut off`)
  return { entries: seq, deeds, unchained: rowsOf(0), head: hash, faults }
}
