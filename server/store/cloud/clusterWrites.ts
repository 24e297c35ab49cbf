import type { ClusterWrite, Db } from '../schema'

/** Milliseconds; far longer than a watch takes to deliver an object. */
const retention = 600_000

/**
 * Objects of clusters that the processes on this store have written, so that each can tell whether
 * its watches have delivered them.
 */
export const createClusterWrites = (db: Db) => ({
  async add(write: ClusterWrite): Promise<void> {
    const { version, at } = write
    await db
      .insertInto('clusterWrites')
      .values(write)
      .onConflict((conflict) =>
        conflict.columns(['clusterId', 'path']).doUpdateSet({ version, at }),
      )
      .execute()
    await db
      .deleteFrom('clusterWrites')
      .where('at', '<', at - retention)
      .execute()
  },

  /** The latest write of each object of a cluster since a time. */
  async recent(clusterId: string, since: number): Promise<ClusterWrite[]> {
    const rows = await db
      .selectFrom('clusterWrites')
      .selectAll()
      .where('clusterId', '=', clusterId)
      .where('at', '>=', since)
      .execute()
    return rows.map(({ at, ...row }) => ({ ...row, at: Number(at) }))
  },
})
