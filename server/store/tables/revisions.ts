import type { RevisionEnding, RevisionRow, ServiceKey } from '../../proxy/history/ports'
import type { Db } from '../schema'
import { toStorable } from '../storable'
import { selectParamsUpTo } from './paramsColumn'

const storableEnding = ({ outcome, code, codeDesc, message }: RevisionEnding): RevisionEnding => ({
  outcome,
  code,
  codeDesc: toStorable(codeDesc),
  message: toStorable(message),
})

const columnsWithoutParams = [
  'id',
  'at',
  'user',
  'role',
  'account',
  'region',
  'clusterId',
  'namespace',
  'serviceName',
  'action',
  'outcome',
  'code',
  'codeDesc',
  'message',
] as const

/** Writes sent to services. Rows are added and completed, but never deleted. */
export function createRevisions(db: Db) {
  return {
    async add(row: RevisionRow): Promise<void> {
      await db
        .insertInto('revisions')
        .values({
          ...row,
          clusterId: toStorable(row.clusterId),
          namespace: toStorable(row.namespace),
          serviceName: toStorable(row.serviceName),
          ...storableEnding(row),
        })
        .execute()
    },

    async complete(id: string, ending: RevisionEnding): Promise<void> {
      await db.updateTable('revisions').set(storableEnding(ending)).where('id', '=', id).execute()
    },

    /**
     * Returns rows newest first; parameters longer than `maxParamsLength` are replaced by an empty
     * string.
     */
    list: (key: ServiceKey, limit: number, maxParamsLength: number): Promise<RevisionRow[]> =>
      db
        .selectFrom('revisions')
        .select(columnsWithoutParams)
        .select(selectParamsUpTo(maxParamsLength))
        .where('account', '=', key.account)
        .where('region', '=', key.region)
        .where('clusterId', '=', toStorable(key.clusterId))
        .where('namespace', '=', toStorable(key.namespace))
        .where('serviceName', '=', toStorable(key.serviceName))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),

    /**
     * Completes rows whose call has ended: with the outcome in the audit log, or as unknown if the
     * audit log has none. Runs after the audit log has been settled; returns the number of rows.
     */
    async settle(message: string): Promise<number> {
      const openRevisions = await db
        .selectFrom('revisions')
        .leftJoin('audit', 'audit.id', 'revisions.id')
        .select(['revisions.id', 'audit.outcome', 'audit.code', 'audit.codeDesc', 'audit.message'])
        .where('revisions.outcome', 'in', ['pending', 'unknown'])
        .where((row) =>
          row.or([
            row.and([
              row('audit.outcome', '!=', 'pending'),
              row('audit.outcome', '!=', row.ref('revisions.outcome')),
            ]),
            row.and([row('audit.id', 'is', null), row('revisions.outcome', '=', 'pending')]),
          ]),
        )
        .execute()
      let count = 0
      for (const { id, outcome, code, codeDesc, message: auditMessage } of openRevisions) {
        const isOutcomeKnown = outcome !== null && outcome !== 'unknown'
        const ending = isOutcomeKnown
          ? { outcome, code, codeDesc: codeDesc ?? '', message: auditMessage ?? '' }
          : ({ outcome: 'unknown', message } as const)
        const { numUpdatedRows } = await db
          .updateTable('revisions')
          .set(ending)
          .where('id', '=', id)
          .where('outcome', 'in', ['pending', 'unknown'])
          .executeTakeFirst()
        count += Number(numUpdatedRows)
      }
      return count
    },
  }
}
