/** `drain` empties nodes; `remove` also deletes the nodes from the cluster. */
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
  /** The reason why a running task waits or a task failed; empty if there is none. */
  reason: string
}

export type ClusterTask = Omit<NewTask, 'startedAt'> & TaskProgress & { requestId: number }

/**
 * Stores the tasks of an account, so that they survive a restart. Each task is run by one of the
 * processes that share the store.
 */
export interface TaskStore {
  /** Adds a running task of this process; returns its ID. */
  add: (task: NewTask) => Promise<number>
  find: (requestId: number) => Promise<ClusterTask | undefined>
  running: () => Promise<ClusterTask[]>
  /** The running tasks of this process, including those that it takes over from ended processes. */
  claim: () => Promise<ClusterTask[]>
  /** Stores the progress of a task unless another process has taken it over. */
  report: (requestId: number, progress: TaskProgress) => Promise<void>
  /** Deletes ended tasks that began before the given time. */
  forget: (before: number) => Promise<void>
}
