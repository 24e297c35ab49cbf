import type { Presence } from '../lock/presence'
import type { ClusterTaskKind, ClusterTaskTable, Db } from '../schema'
import { toStorable } from '../storable'

/**
 * A random ID that clients with 32-bit integers can read. Uses Web Crypto, because the demo runs the
 * store in the browser.
 */
function newRequestId(): number {
  const [bits = 0] = crypto.getRandomValues(new Uint32Array(1))
  return Math.max(1, bits >>> 1)
}

export interface NewTask {
  clusterId: string
  kind: ClusterTaskKind
  nodes: readonly { name: string; uid: string }[]
  startedAt: number
}

const taskOf = ({ requestId, clusterId, kind, nodes, state, reason }: ClusterTaskTable) => ({
  ...{ requestId: Number(requestId), clusterId, kind, state, reason },
  // Only `add` writes this column.
  nodes: JSON.parse(nodes) as NewTask['nodes'],
})

/**
 * Tasks of a backend on clusters. Each is carried out by one of the processes that share the store;
 * when that process ends, another one takes the task over.
 */
export const createClusterTasks =
  (db: Db, presence: Presence) =>
  /** The tasks of one account. */
  (account: string) => {
    const accountTasks = () =>
      db.selectFrom('clusterTasks').selectAll().where('account', '=', account)

    return {
      /** Adds a running task of this process; returns its random, unique requestId. */
      async add({ nodes, ...task }: NewTask): Promise<number> {
        const row = {
          ...{ ...task, account, instance: await presence.id(), nodes: JSON.stringify(nodes) },
          state: 'running' as const,
          reason: '',
        }
        for (;;) {
          const requestId = newRequestId()
          const result = await db
            .insertInto('clusterTasks')
            .values({ ...row, requestId })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst()
          if (result.numInsertedOrUpdatedRows === 1n) return requestId
        }
      },

      async find(requestId: number) {
        const row = await accountTasks().where('requestId', '=', requestId).executeTakeFirst()
        return row && taskOf(row)
      },

      async running() {
        const rows = await accountTasks()
          .where('state', '=', 'running')
          .orderBy('startedAt')
          .execute()
        return rows.map(taskOf)
      },

      /** The running tasks of this process, with those that it takes over from ended processes. */
      async claim() {
        const id = await presence.id()
        const claimed: ClusterTaskTable[] = []
        for (const row of await accountTasks().where('state', '=', 'running').execute()) {
          if (row.instance !== id) {
            if (await presence.isAlive(row.instance)) continue
            const result = await db
              .updateTable('clusterTasks')
              .set({ instance: id })
              .where('requestId', '=', row.requestId)
              .where('instance', '=', row.instance)
              .executeTakeFirst()
            if (result.numUpdatedRows !== 1n) continue
          }
          claimed.push(row)
        }
        return claimed.map(taskOf)
      },

      /** Stores the progress of a task unless another process has taken it over. */
      async report(
        requestId: number,
        { state, reason }: Pick<ClusterTaskTable, 'state' | 'reason'>,
      ): Promise<void> {
        await db
          .updateTable('clusterTasks')
          .set({ state, reason: toStorable(reason) })
          .where('requestId', '=', requestId)
          .where('instance', '=', await presence.id())
          .execute()
      },

      /** Deletes ended tasks that began before a time. */
      async forget(before: number): Promise<void> {
        await db
          .deleteFrom('clusterTasks')
          .where('account', '=', account)
          .where('state', '!=', 'running')
          .where('startedAt', '<', before)
          .execute()
      },
    }
  }
