/**
 * The console's own record of an operation that goes on after its call was answered. It is said here
 * because browser, proxy and store speak of it.
 */

/**
 * running: the cloud works on it; done; failed: it came to nothing, or only to a part; unknown: nobody
 * knows at present, because the answer to the call or to the question after it did not come.
 */
export const taskStates = ['running', 'done', 'failed', 'unknown'] as const
export type TaskState = (typeof taskStates)[number]

/** Why a task is in its state, for words in the user's language; empty where the state says it all. */
export type TaskReason =
  | ''
  /** The call's answer did not come: whether it was carried out is being found out. */
  | 'noAnswer'
  /** The endpoint does not tell how it stands. */
  | 'notTold'
  /** The thing is as it was before the call. */
  | 'notCarriedOut'
  /** The cloud says that it failed. */
  | 'cloudFailed'
  /** The thing is abnormal, for the reason in `detail`. */
  | 'abnormal'
  /** The thing has gone meanwhile. */
  | 'gone'
  /** Some of the things asked for could not be had; `detail` says which, and why. */
  | 'partly'
  /** It was not at its end after a day, and is not followed any more. */
  | 'givenUp'

/** What a task is about, as far as it is known; leads to the thing and lets it be followed. */
export interface TaskSubject {
  clusterId?: string
  clusterName?: string
  namespace?: string
  serviceName?: string
  instanceIds?: readonly string[]
  /** Namespaces. */
  names?: readonly string[]
  /** Instances that a service is to have. */
  replicas?: number
  /** Image that a service of one container is to have. */
  image?: string
}

/** How a task stands. */
export interface TaskProgress {
  state: TaskState
  reason: TaskReason
  /** Free words of the cloud, or ids. */
  detail: string
  /** When its end was seen; null while it has none. */
  endedAt: number | null
  /** When it has to be looked at next; null: not any more. */
  nextAt: number | null
}

/** An operation that goes on after its call was answered. Times are milliseconds since 1970. */
export interface Task extends TaskProgress {
  /** Id of the request that began it; sorts by time. */
  id: string
  at: number
  user: string
  account: string
  region: string
  action: string
  subject: TaskSubject
  /** The API's id for DescribeClusterTaskResult; null where it gave none. */
  requestId: number | null
  /** False until the answer to the call has come. */
  isAnswered: boolean
}

/** A task as GET /api/tasks tells it. */
export type ShownTask = Omit<Task, 'nextAt' | 'isAnswered'>

/** Answer of GET /api/tasks; `running` and `unknown` count all tasks that are so and are followed. */
export interface TaskList {
  tasks: readonly ShownTask[]
  total: number
  running: number
  unknown: number
}
