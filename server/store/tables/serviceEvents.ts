import type { SeenEventRow, ServiceKey } from '../../proxy/history/ports'
import type { Db } from '../schema'
import { toStorable } from '../storable'

/** Events of services, retained for longer than the cloud does. */
export function createSeenEvents(db: Db) {
  return {
    /** Returns events, latest first. */
    list: (key: ServiceKey, limit: number): Promise<SeenEventRow[]> =>
      db
        .selectFrom('seenEvents')
        .selectAll()
        .where('account', '=', key.account)
        .where('region', '=', key.region)
        .where('clusterId', '=', toStorable(key.clusterId))
        .where('namespace', '=', toStorable(key.namespace))
        .where('serviceName', '=', toStorable(key.serviceName))
        .orderBy('lastSeen', 'desc')
        .limit(limit)
        .execute(),

    /** Inserts or replaces by ID; the rows must have distinct IDs. */
    async put(rows: readonly SeenEventRow[]): Promise<void> {
      if (rows.length === 0) return
      const storableRows = rows.map((row) => ({
        ...row,
        clusterId: toStorable(row.clusterId),
        namespace: toStorable(row.namespace),
        serviceName: toStorable(row.serviceName),
        objName: toStorable(row.objName),
        reason: toStorable(row.reason),
        message: toStorable(row.message),
      }))
      await db
        .insertInto('seenEvents')
        .values(storableRows)
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((row) => ({
            firstSeen: row.ref('excluded.firstSeen'),
            lastSeen: row.ref('excluded.lastSeen'),
            count: row.ref('excluded.count'),
            seenAt: row.ref('excluded.seenAt'),
          })),
        )
        .execute()
    },

    /** Deletes events last seen before `seenAt`. */
    async removeBefore(seenAt: number): Promise<void> {
      await db.deleteFrom('seenEvents').where('seenAt', '<', seenAt).execute()
    },
  }
}
