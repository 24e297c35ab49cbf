import type { Task, TaskState } from '../../../src/contract/console/tasks'

export interface TaskQuery {
  limit: number
  /** Rows to skip, the newest first. */
  offset: number
  states?: readonly TaskState[] | undefined
  account?: string | undefined
  action?: string | undefined
  /** Part of the user's, action's or the thing's name. */
  search?: string | undefined
}

export interface TaskStore {
  add(task: Task): Promise<void>
  /** A task whose call was refused has not begun. */
  remove(id: string): Promise<void>
  change(id: string, change: Partial<Omit<Task, 'id'>>): Promise<void>
  /** Those to be looked at by `now`, the longest due first. */
  due(now: number, limit: number): Promise<Task[]>
  /** Newest first, and how many there are in all. */
  list(query: TaskQuery): Promise<{ total: number; tasks: Task[] }>
  /** How many are running and how many unknown, of those that are still followed. */
  count(): Promise<{ running: number; unknown: number }>
  /** Drops ended tasks that began before a time. */
  forget(before: number): Promise<void>
}
