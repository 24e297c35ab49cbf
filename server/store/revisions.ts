import { storable } from './storable'
import type { Db, Tables } from './tables'

export type RevisionRow = Tables['revisions']
type Key = Pick<RevisionRow, 'account' | 'region' | 'clusterId' | 'namespace' | 'serviceName'>
type Ending = Pick<RevisionRow, 'outcome' | 'code' | 'codeDesc' | 'message'>

const ended = ({ outcome, code, codeDesc, message }: Ending): Ending => ({
  outcome,
  code,
  codeDesc: storable(codeDesc),
  message: storable(message),
})

/** What was sent to services. Rows are added and completed, never taken away. */
export function createRevisions(db: Db) {
  return {
    async add(row: RevisionRow): Promise<void> {
      await db
        .insertInto('revisions')
        .values({
          ...row,
          clusterId: storable(row.clusterId),
          namespace: storable(row.namespace),
          serviceName: storable(row.serviceName),
          ...ended(row),
        })
        .execute()
    },

    async complete(id: string, ending: Ending): Promise<void> {
      await db.updateTable('revisions').set(ended(ending)).where('id', '=', id).execute()
    },

    /** Newest first. */
    list: (key: Key, limit: number): Promise<RevisionRow[]> =>
      db
        .selectFrom('revisions')
        .selectAll()
        .where('account', '=', key.account)
        .where('region', '=', key.region)
        .where('clusterId', '=', storable(key.clusterId))
        .where('namespace', '=', storable(key.namespace))
        .where('serviceName', '=', storable(key.serviceName))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),

    /** Pending rows whose call is no longer under way become unknown, after the audit's; the number of them. */
    async settle(message: string): Promise<number> {
      const result = await db
        .updateTable('revisions')
        .set({ outcome: 'unknown', message })
        .where('outcome', '=', 'pending')
        .where('id', 'not in', (calls) =>
          calls.selectFrom('audit').select('audit.id').where('audit.outcome', '=', 'pending'),
        )
        .executeTakeFirst()
      return Number(result.numUpdatedRows)
    },
  }
}
