import type { Db, Tables } from '../schema'
import { genesisHash } from './chain'
import type { Baseline, Deletion } from './records'
import { isUnchained, unchainedRows } from './unchained'

/** Entries that may be deleted, oldest first; always the beginning of the log. */
export interface ExpiredEntries extends Deletion {
  /** Number of chain entries to delete. */
  entries: number
  /** Number of rows without an entry to delete. */
  unchainedRows: number
  /** The export as JSON Lines: each entry, preceded by its row if it is the row's first entry. */
  lines: () => AsyncGenerator<string>
}

const batchSize = 1000

/** IDs begin with the time in hexadecimal milliseconds. */
const idAt = (at: number) => Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')

/**
 * Deletes the beginning of the log. A later entry must record the hash of the last deleted entry,
 * so that the rest remains verifiable.
 */
export function createRetention(db: Db) {
  const firstSeq = async () =>
    (await db.selectFrom('auditChain').select('seq').orderBy('seq').limit(1).executeTakeFirst())
      ?.seq

  /**
   * Returns the last entry before `until` at which no row is split, i.e. has entries on both sides.
   */
  async function findBoundary(until: string, first: number, limit: number): Promise<number> {
    const { seq: kept } = await db
      .selectFrom('auditChain')
      .select(({ fn }) => fn.min<number | null>('seq').as('seq'))
      .where('id', '>=', until)
      .executeTakeFirstOrThrow()
    const pending = await db
      .selectFrom('auditChain')
      .innerJoin('audit', 'audit.id', 'auditChain.id')
      .select(({ fn }) => fn.min<number | null>('seq').as('seq'))
      .where('audit.outcome', '=', 'pending')
      .executeTakeFirstOrThrow()
    // The last entry is kept even if none is younger: it distinguishes an old log from an emptied
    // one.
    const { seq: last } = await db
      .selectFrom('auditChain')
      .select(({ fn }) => fn.max<number | null>('seq').as('seq'))
      .executeTakeFirstOrThrow()
    const ends = [kept, pending.seq, last].flatMap((seq) => (seq === null ? [] : [seq - 1]))
    let lastRemovable = Math.min(first + limit - 1, ...ends)
    for (;;) {
      const { seq: open } = await db
        .selectFrom('auditChain as begun')
        .innerJoin('auditChain as ended', 'ended.id', 'begun.id')
        .select(({ fn }) => fn.min<number | null>('begun.seq').as('seq'))
        .where('begun.seq', '>=', first)
        .where('begun.seq', '<=', lastRemovable)
        .where('ended.seq', '>', lastRemovable)
        .executeTakeFirstOrThrow()
      if (open === null) return lastRemovable
      lastRemovable = open - 1
    }
  }

  async function hashAt(seq: number): Promise<string> {
    if (seq === 0) return genesisHash
    const query = db.selectFrom('auditChain').select('hash').where('seq', '=', seq)
    return (await query.executeTakeFirst())?.hash ?? ''
  }

  const unchainedBefore = (until: string) =>
    db.selectFrom('audit').where('id', '<', until).where(isUnchained)

  async function* unchainedLines(until: string): AsyncGenerator<string> {
    let lastId = ''
    for (;;) {
      const rows = await unchainedBefore(until)
        .selectAll()
        .where('id', '>', lastId)
        .orderBy('id')
        .limit(batchSize)
        .execute()
      for (const row of rows) yield `${JSON.stringify({ row })}\n`
      lastId = rows.at(-1)?.id ?? lastId
      if (rows.length < batchSize) return
    }
  }

  async function* chainLines(first: number, through: number): AsyncGenerator<string> {
    for (let from = first; from <= through; from += batchSize) {
      const entries = await db
        .selectFrom('auditChain')
        .selectAll()
        .where('seq', '>=', from)
        .where('seq', '<=', Math.min(through, from + batchSize - 1))
        .orderBy('seq')
        .execute()
      const ids = entries.filter(({ ending }) => ending === null).map(({ id }) => id)
      const rows = new Map<string, Tables['audit']>()
      if (ids.length > 0) {
        for (const row of await db.selectFrom('audit').selectAll().where('id', 'in', ids).execute())
          rows.set(row.id, row)
      }
      for (const entry of entries) {
        const row = entry.ending === null ? { row: rows.get(entry.id) } : {}
        yield `${JSON.stringify({ ...entry, ...row })}\n`
      }
    }
  }

  return {
    /** Returns the beginning of the log until a time, of at most `limit` entries. */
    async expired(before: number, limit: number): Promise<ExpiredEntries | undefined> {
      const until = idAt(before)
      const first = (await firstSeq()) ?? 1
      const throughSeq = Math.max(first - 1, await findBoundary(until, first, limit))
      const { count } = await unchainedBefore(until)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      const entries = throughSeq - first + 1
      if (entries === 0 && Number(count) === 0) return undefined
      // If no entry is deleted, the start of the chain remains as an earlier deletion recorded it.
      const hash = entries === 0 && first > 1 ? '' : await hashAt(throughSeq)
      if (hash === '') return undefined
      const { rows, digest }: Baseline = await unchainedRows(db, until)
      return {
        throughSeq,
        hash,
        unchained: { rows, digest },
        entries,
        unchainedRows: Number(count),
        async *lines() {
          yield* unchainedLines(until)
          yield* chainLines(first, throughSeq)
        },
      }
    },

    /** Returns false if another process has deleted the entries. */
    remove: (before: number, { throughSeq, entries }: ExpiredEntries): Promise<boolean> =>
      db.transaction().execute(async (transaction) => {
        const first = await transaction
          .selectFrom('auditChain')
          .select('seq')
          .orderBy('seq')
          .limit(1)
          .executeTakeFirst()
        if (entries > 0 && first?.seq !== throughSeq - entries + 1) return false
        const expired = transaction
          .selectFrom('auditChain')
          .select('auditChain.id')
          .where('seq', '<=', throughSeq)
        const unchained = transaction
          .selectFrom('audit')
          .select('audit.id')
          .where('audit.id', '<', idAt(before))
          .where('audit.id', 'not in', transaction.selectFrom('auditChain').select('auditChain.id'))
        for (const ids of [unchained, expired]) {
          await transaction.deleteFrom('auditParts').where('id', 'in', ids).execute()
          // The IDs are read first, because a statement must not delete from the table that its own
          // subquery reads.
          const unchainedIds = await ids.execute()
          for (let from = 0; from < unchainedIds.length; from += batchSize) {
            const some = unchainedIds.slice(from, from + batchSize).map(({ id }) => id)
            await transaction.deleteFrom('audit').where('id', 'in', some).execute()
          }
        }
        await transaction.deleteFrom('auditChain').where('seq', '<=', throughSeq).execute()
        return true
      }),
  }
}
