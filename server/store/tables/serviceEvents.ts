import type { SeenEventRow, ServiceKey } from '../../proxy/history/ports'
import type { Db } from '../schema'
import { storable } from '../storable'

/** Events of services, retained for longer than the cloud does. */
export function createSeenEvents(db: Db) {
  return {
    /** Latest first. */
    list: (key: ServiceKey, limit: number): Promise<SeenEventRow[]> =>
      db
        .selectFrom('seenEvents')
        .selectAll()
        .where('account', '=', key.account)
        .where('region', '=', key.region)
        .where('clusterId', '=', storable(key.clusterId))
        .where('namespace', '=', storable(key.namespace))
        .where('serviceName', '=', storable(key.serviceName))
        .orderBy('lastSeen', 'desc')
        .limit(limit)
        .execute(),

    /** Inserts or replaces by ID; the rows must have distinct IDs. */
    async put(rows: readonly SeenEventRow[]): Promise<void> {
      if (rows.length === 0) return
      const storableRows = rows.map((row) => ({
        ...row,
        clusterId: storable(row.clusterId),
        namespace: storable(row.namespace),
        serviceName: storable(row.serviceName),
        objName: storable(row.objName),
        reason: storable(row.reason),
        message: storable(row.message),
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
