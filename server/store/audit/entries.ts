import type { Presence } from '../lock/presence'
import type { Db, Outcome, Tables } from '../schema'
import { storable } from '../storable'
import { paramsUpTo } from '../tables/paramsWithin'
import { createChain, type Ending } from './chain'
import { partsOf } from './targetParts'

type Stored = Tables['audit']
export type AuditRow = Omit<Stored, 'instance' | 'chained'>

export interface AuditQuery {
  limit: number
  /** Rows older than the row of this id. */
  before?: string | undefined
  /** Times, the first inclusive and the second not. */
  from?: number | undefined
  until?: number | undefined
  user?: string | undefined
  account?: string | undefined
  action?: string | undefined
  /** A part of what was acted on, or the parts from the outermost on: `web`, `cls-1`, `cls-1/default`. */
  object?: string | undefined
  outcome?: Outcome | undefined
  /** Parameters of more characters than this are left out: an empty text stands for them. */
  longest?: number | undefined
}

const columns = [
  'id',
  'at',
  'user',
  'role',
  'address',
  'account',
  'region',
  'action',
  'target',
  'params',
  'outcome',
  'code',
  'codeDesc',
  'message',
  'cloudRequestId',
  'duration',
] as const

const others = columns.filter((name) => name !== 'params')

const ended = (ending: Ending): Ending => ({
  outcome: ending.outcome,
  code: ending.code,
  codeDesc: storable(ending.codeDesc),
  message: storable(ending.message),
  cloudRequestId: storable(ending.cloudRequestId),
  duration: ending.duration,
})

/** Ids begin with the time in hexadecimal digits of milliseconds, so that they sort by it. */
const idAt = (at: number) => Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')

/** There is nothing to end; takes the entry of the end back. */
class Nothing extends Error {}

/** Who did what. Rows are added and completed, never taken away; a chain of hashes vouches for them. */
export function createAudit(db: Db, presence: Presence) {
  const chain = createChain(db)

  /** False where there is no such row, or not any more an open one where it has to be. */
  async function end(id: string, ending: Ending, isOpen = false): Promise<boolean> {
    const written = ended(ending)
    try {
      await chain.end(id, written, async (transaction) => {
        let update = transaction.updateTable('audit').set(written).where('id', '=', id)
        if (isOpen) update = update.where('outcome', '=', 'pending')
        const { numUpdatedRows } = await update.executeTakeFirst()
        if (numUpdatedRows === 0n) throw new Nothing()
      })
      return true
    } catch (error) {
      if (error instanceof Nothing) return false
      throw error
    }
  }

  /** A row that is not there stays so. */
  async function complete(id: string, ending: Ending): Promise<void> {
    await end(id, ending)
  }

  return {
    async add(row: AuditRow): Promise<void> {
      const { account, region, target, params } = row
      const stored: Stored = {
        ...row,
        account: storable(account),
        region: storable(region),
        target: storable(target),
        params: storable(params),
        ...ended(row),
        instance: await presence.id(),
        chained: 1,
      }
      const parts = partsOf(stored.target).map((part) => ({ part, id: row.id }))
      await chain.begin(stored, async (transaction) => {
        await transaction
          .insertInto('audit')
          .values({ ...stored, outcome: 'pending' })
          .execute()
        if (parts.length > 0) await transaction.insertInto('auditParts').values(parts).execute()
      })
      if (row.outcome !== 'pending') await complete(row.id, row)
    },

    complete,

    /** Newest first. */
    list(asked: AuditQuery): Promise<AuditRow[]> {
      const { limit, before, from, until, object, longest, ...wanted } = asked
      let query = db.selectFrom('audit').select(columns).orderBy('id', 'desc').limit(limit)
      if (longest !== undefined) {
        query = query.clearSelect().select([...others, paramsUpTo(longest)])
      }
      if (before !== undefined) query = query.where('id', '<', before)
      if (from !== undefined) query = query.where('id', '>=', idAt(from))
      if (until !== undefined) query = query.where('id', '<', idAt(until))
      if (object !== undefined) {
        query = query.where('id', 'in', (parts) =>
          parts.selectFrom('auditParts').select('auditParts.id').where('part', '=', object),
        )
      }
      for (const column of ['user', 'account', 'action', 'outcome'] as const) {
        const value = wanted[column]
        if (value !== undefined) query = query.where(column, '=', value)
      }
      return query.execute()
    },

    find: (id: string): Promise<AuditRow | undefined> =>
      db.selectFrom('audit').select(columns).where('id', '=', id).executeTakeFirst(),

    /** When each user last signed in. */
    async lastSignIns(): Promise<Map<string, number>> {
      const rows = await db
        .selectFrom('audit')
        .select(({ fn }) => ['user', fn.max('at').as('at')])
        .where('action', '=', 'SignIn')
        .where('outcome', '=', 'ok')
        .groupBy('user')
        .execute()
      return new Map(rows.map(({ user, at }) => [user, Number(at)]))
    },

    /** Rows that a process left pending which is no more become unknown; the number of them. */
    async settle(message: string): Promise<number> {
      const pending = await db
        .selectFrom('audit')
        .select(['id', 'instance'])
        .where('outcome', '=', 'pending')
        .execute()
      const living = new Map<string, boolean>()
      let count = 0
      for (const { id, instance } of pending) {
        if (!living.has(instance)) living.set(instance, await presence.isAlive(instance))
        if (living.get(instance)) continue
        const row = await db
          .selectFrom('audit')
          .selectAll()
          .where('id', '=', id)
          .where('outcome', '=', 'pending')
          .executeTakeFirst()
        if (!row) continue
        // Not over the word of the process itself, which may live and say just now how it ended.
        if (await end(id, { ...row, outcome: 'unknown', message }, true)) count += 1
      }
      return count
    },
  }
}
