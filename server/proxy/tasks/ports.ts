import type { Task, TaskState } from '../../../src/contract/console/tasks'

export interface TaskQuery {
  limit: number
  /** Number of rows to skip; rows are sorted newest first. */
  offset: number
  states?: readonly TaskState[] | undefined
  account?: string | undefined
  action?: string | undefined
  /** Matches a substring of the user's, the action's or the resource's name. */
  search?: string | undefined
}

export interface TaskStore {
  add(task: Task): Promise<void>
  /** Deletes a task whose call was refused. */
  remove(id: string): Promise<void>
  change(id: string, change: Partial<Omit<Task, 'id'>>): Promise<void>
  /** Tasks due at `now`, the most overdue first. */
  due(now: number, limit: number): Promise<Task[]>
  /** Returns a page, newest first, and the total count. */
  list(query: TaskQuery): Promise<{ total: number; tasks: Task[] }>
  /** Counts the running and the unknown tasks among those that are still followed. */
  count(): Promise<{ running: number; unknown: number }>
  /** Deletes ended tasks that started before a time. */
  forget(before: number): Promise<void>
}
