/** drain: empties nodes; remove: also deletes them from the cluster. */
export type TaskKind = 'drain' | 'remove'

/** A node by name and UID, since a deleted node's name may be used again. */
export interface TaskNode {
  name: string
  uid: string
}

export interface NewTask {
  clusterId: string
  kind: TaskKind
  nodes: readonly TaskNode[]
  startedAt: number
}

export interface TaskProgress {
  state: 'running' | 'succ' | 'fail'
  /** What a running task waits for, or why it failed; empty if there is nothing to say. */
  reason: string
}

export type ClusterTask = Omit<NewTask, 'startedAt'> & TaskProgress & { requestId: number }

/**
 * Stores the tasks of an account, so that they survive a restart. Of the processes that share a
 * store, one carries out each task.
 */
export interface TaskStore {
  /** Adds a running task of this process; returns its ID. */
  add: (task: NewTask) => Promise<number>
  find: (requestId: number) => Promise<ClusterTask | undefined>
  running: () => Promise<ClusterTask[]>
  /** The running tasks of this process, with those that it takes over from ended processes. */
  claim: () => Promise<ClusterTask[]>
  /** Stores the progress of a task unless another process has taken it over. */
  report: (requestId: number, progress: TaskProgress) => Promise<void>
  /** Deletes ended tasks that began before a time. */
  forget: (before: number) => Promise<void>
}
