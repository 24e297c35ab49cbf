import { sql } from 'kysely'
import type { Task, TaskState, TaskSubject } from '../../../src/contract/console/tasks'
import type { TaskQuery } from '../../proxy/tasks/ports'
import { escapeLike } from '../escapeLike'
import type { Db, TaskTable } from '../schema'
import { toStorable } from '../storable'

/** LIKE pattern that matches the text literally. */
const likePattern = (text: string) => `%${escapeLike(text.toLowerCase())}%`

const rowOf = ({ subject, isAnswered, detail, ...rest }: Partial<Task>): Partial<TaskTable> => ({
  ...rest,
  ...(subject !== undefined && { subject: toStorable(JSON.stringify(subject)) }),
  ...(isAnswered !== undefined && { isAnswered: isAnswered ? 1 : 0 }),
  ...(detail !== undefined && { detail: toStorable(detail) }),
})

const taskOf = ({ subject, isAnswered, ...rest }: TaskTable): Task => {
  // The cast is safe: only `add` and `change` write this column.
  const parsed: TaskSubject = JSON.parse(subject)
  return { ...rest, subject: parsed, isAnswered: isAnswered === 1 }
}

/** Tasks that the console follows until they end. */
export function createTasks(db: Db) {
  function matching({ states, account, action, search }: Omit<TaskQuery, 'limit' | 'offset'>) {
    let query = db.selectFrom('tasks')
    if (states) query = query.where('state', 'in', [...states])
    if (account !== undefined) query = query.where('account', '=', account)
    if (action !== undefined) query = query.where('action', '=', action)
    if (search !== undefined) {
      const pattern = likePattern(search)
      query = query.where((where) =>
        where.or([
          sql<boolean>`lower("user") like ${pattern} escape '\\'`,
          sql<boolean>`lower("action") like ${pattern} escape '\\'`,
          sql<boolean>`lower("subject") like ${pattern} escape '\\'`,
        ]),
      )
    }
    return query
  }

  return {
    async add(task: Task): Promise<void> {
      const { id, at, user, account, region, action, requestId, state, reason } = task
      const { endedAt, nextAt } = task
      await db
        .insertInto('tasks')
        .values({
          ...{ id, at, user, account, region, action, requestId, state, reason, endedAt, nextAt },
          subject: toStorable(JSON.stringify(task.subject)),
          isAnswered: task.isAnswered ? 1 : 0,
          detail: toStorable(task.detail),
        })
        .execute()
    },

    async remove(id: string): Promise<void> {
      await db.deleteFrom('tasks').where('id', '=', id).execute()
    },

    async change(id: string, change: Partial<Omit<Task, 'id'>>): Promise<void> {
      await db.updateTable('tasks').set(rowOf(change)).where('id', '=', id).execute()
    },

    /** Returns tasks that are due at `now`, the most overdue first. */
    async due(now: number, limit: number): Promise<Task[]> {
      const rows = await db
        .selectFrom('tasks')
        .selectAll()
        .where('nextAt', '<=', now)
        .orderBy('nextAt')
        .limit(limit)
        .execute()
      return rows.map(taskOf)
    },

    /** Returns a page, newest first, and the total number. */
    async list({ limit, offset, ...filter }: TaskQuery) {
      const query = matching(filter)
      const counts = await query
        .select((row) => row.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      const rows = await query
        .selectAll()
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute()
      return { total: Number(counts.count), tasks: rows.map(taskOf) }
    },

    /** Counts the running and the unknown tasks that are still followed. */
    async count(): Promise<{ running: number; unknown: number }> {
      const rows = await db
        .selectFrom('tasks')
        .select((row) => ['state', row.fn.countAll().as('count')])
        .where('state', 'in', ['running', 'unknown'])
        .where('nextAt', 'is not', null)
        .groupBy('state')
        .execute()
      const countOf = (state: TaskState) =>
        Number(rows.find((row) => row.state === state)?.count ?? 0)
      return { running: countOf('running'), unknown: countOf('unknown') }
    },

    /** Deletes ended tasks that began before a time. */
    async forget(before: number): Promise<void> {
      await db.deleteFrom('tasks').where('at', '<', before).where('nextAt', 'is', null).execute()
    },
  }
}
