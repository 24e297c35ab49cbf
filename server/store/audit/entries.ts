import type { AuditOutcome, AuditQuery, AuditRow } from '../../proxy/audit/ports'
import type { Presence } from '../lock/presence'
import type { Db, Tables } from '../schema'
import { toStorable } from '../storable'
import { selectParamsUpTo } from '../tables/paramsColumn'
import { createChain } from './chain'
import { auditColumns } from './columns'
import { createRetention } from './retention'
import { searchKeysOf } from './searchKeys'

const columnsWithoutParams = auditColumns.filter((name) => name !== 'params')

const storableEnding = (ending: AuditOutcome): AuditOutcome => ({
  outcome: ending.outcome,
  code: ending.code,
  codeDesc: toStorable(ending.codeDesc),
  message: toStorable(ending.message),
  cloudRequestId: toStorable(ending.cloudRequestId),
  duration: ending.duration,
})

/** IDs begin with the time in hexadecimal milliseconds, so that they sort by time. */
const idPrefixAt = (at: number) => Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')

/** Thrown to roll back the appended entry if no row was updated. */
class NoRowUpdated extends Error {}

/**
 * The audit log. Rows are added and completed; only retention deletes them. A hash chain makes
 * changes detectable.
 */
export function createAudit(db: Db, presence: Presence) {
  const chain = createChain(db)

  /** Returns false if the row is missing or, with `onlyPending`, no longer pending. */
  async function end(id: string, ending: AuditOutcome, onlyPending = false): Promise<boolean> {
    const storedEnding = storableEnding(ending)
    try {
      await chain.end(id, storedEnding, async (transaction) => {
        let update = transaction.updateTable('audit').set(storedEnding).where('id', '=', id)
        if (onlyPending) update = update.where('outcome', '=', 'pending')
        const { numUpdatedRows } = await update.executeTakeFirst()
        if (numUpdatedRows === 0n) throw new NoRowUpdated()
      })
      return true
    } catch (error) {
      if (error instanceof NoRowUpdated) return false
      throw error
    }
  }

  /** Does nothing if the row is missing. */
  async function complete(id: string, ending: AuditOutcome): Promise<void> {
    await end(id, ending)
  }

  return {
    async add(row: AuditRow): Promise<void> {
      const { account, region, target, params } = row
      const stored: Tables['audit'] = {
        ...row,
        account: toStorable(account),
        region: toStorable(region),
        target: toStorable(target),
        params: toStorable(params),
        ...storableEnding(row),
        instance: await presence.id(),
        chained: 1,
      }
      const parts = searchKeysOf(stored.target).map((part) => ({ part, id: row.id }))
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

    /** The last entry of the chain. */
    head: chain.head,

    ...createRetention(db),

    /** Lists rows, newest first. */
    list(filter: AuditQuery): Promise<AuditRow[]> {
      const { limit, before, from, until, object, maxParamsLength, ...equalities } = filter
      let query = db.selectFrom('audit').select(auditColumns).orderBy('id', 'desc').limit(limit)
      if (maxParamsLength !== undefined) {
        query = query
          .clearSelect()
          .select([...columnsWithoutParams, selectParamsUpTo(maxParamsLength)])
      }
      if (before !== undefined) query = query.where('id', '<', before)
      if (from !== undefined) query = query.where('id', '>=', idPrefixAt(from))
      if (until !== undefined) query = query.where('id', '<', idPrefixAt(until))
      if (object !== undefined) {
        query = query.where('id', 'in', (parts) =>
          parts.selectFrom('auditParts').select('auditParts.id').where('part', '=', object),
        )
      }
      for (const column of ['user', 'account', 'action', 'outcome'] as const) {
        const value = equalities[column]
        if (value !== undefined) query = query.where(column, '=', value)
      }
      return query.execute()
    },

    find: (id: string): Promise<AuditRow | undefined> =>
      db.selectFrom('audit').select(auditColumns).where('id', '=', id).executeTakeFirst(),

    /** Time of each user's last sign-in. */
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

    /** Sets pending rows of ended processes to unknown; returns the number of rows. */
    async settle(message: string): Promise<number> {
      const pending = await db
        .selectFrom('audit')
        .select(['id', 'instance'])
        .where('outcome', '=', 'pending')
        .execute()
      const aliveInstances = new Map<string, boolean>()
      let count = 0
      for (const { id, instance } of pending) {
        if (!aliveInstances.has(instance))
          aliveInstances.set(instance, await presence.isAlive(instance))
        if (aliveInstances.get(instance)) continue
        const row = await db
          .selectFrom('audit')
          .selectAll()
          .where('id', '=', id)
          .where('outcome', '=', 'pending')
          .executeTakeFirst()
        if (!row) continue
        // Only rows that are still pending change: the process may be alive and have just recorded
        // the outcome.
        if (await end(id, { ...row, outcome: 'unknown', message }, true)) count += 1
      }
      return count
    },
  }
}
