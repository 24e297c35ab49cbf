import * as z from 'zod/mini'
import { integer, repeatableChoice } from './declare/field'
import { route } from './declare/route'
import { time } from './declare/values'

/**
 * running: the cloud is executing it; done: it succeeded; failed: at least a part failed; unknown:
 * the call or the latest check got no response.
 */
export const taskStates = ['running', 'done', 'failed', 'unknown'] as const
export type TaskState = (typeof taskStates)[number]

/** Why a task is in its state, as a translation key; empty if the state needs no reason. */
export const taskReasons = [
  '',
  /** The call's response was lost; the console is checking whether it was executed. */
  'noAnswer',
  /** The endpoint does not report the state. */
  'notTold',
  /** The target is unchanged since the call. */
  'notCarriedOut',
  /** The task is still running; `detail` says what it waits for. */
  'inProgress',
  /** The cloud reports a failure. */
  'cloudFailed',
  /** The target is abnormal, for the reason in `detail`. */
  'abnormal',
  /** The target no longer exists. */
  'gone',
  /** A part of the request failed; `detail` names the part and the reason. */
  'partly',
  /** The task was still running after a day and is no longer followed. */
  'givenUp',
] as const
export type TaskReason = (typeof taskReasons)[number]

const names = z.optional(z.readonly(z.array(z.string())))

/** The target of a task as far as known, for links and for observing it. */
const subject = z.object({
  clusterId: z.optional(z.string()),
  clusterName: z.optional(z.string()),
  namespace: z.optional(z.string()),
  serviceName: z.optional(z.string()),
  instanceIds: names,
  /** Namespaces. */
  names,
  /** Desired instances of a service. */
  replicas: z.optional(z.number()),
  /** Desired image of a service with one container. */
  image: z.optional(z.string()),
})
export type TaskSubject = z.output<typeof subject>

const progress = {
  state: z.enum(taskStates),
  reason: z.enum(taskReasons),
  /** Free text of the cloud, or IDs. */
  detail: z.string(),
  /** When the end was observed; null before. */
  endedAt: z.nullable(time),
}

export const shownTask = z.object({
  ...progress,
  /** ID of the request that started the task; sorts by time. */
  id: z.string(),
  at: time,
  user: z.string(),
  account: z.string(),
  region: z.string(),
  action: z.string(),
  subject,
  /** The API's ID for DescribeClusterTaskResult; null if it returned none. */
  requestId: z.nullable(z.number()),
})
/** A task in the response of GET /api/tasks. */
export type ShownTask = z.output<typeof shownTask>

/** An operation that continues after the response. Times are Unix milliseconds. */
export interface Task extends ShownTask {
  /** Time of the next check; null if the task is no longer followed. */
  nextAt: number | null
  /** False until the call has got a response. */
  isAnswered: boolean
}

export type TaskProgress = Pick<Task, 'state' | 'reason' | 'detail' | 'endedAt' | 'nextAt'>

const list = z.object({
  tasks: z.readonly(z.array(shownTask)),
  total: z.number(),
  /**
   * Number of all running tasks in the user's scope, regardless of the query; `unknown` counts the
   * unknown ones.
   */
  running: z.number(),
  unknown: z.number(),
})
export type TaskList = z.output<typeof list>

export const listTasks = route('GET /api/tasks', {
  summary: 'Tasks of all users in the user’s scope, newest first.',
  access: 'viewer',
  query: z.object({
    limit: integer(0, 200, 20),
    offset: integer(0, 1_000_000, 0),
    state: z.optional(repeatableChoice(taskStates)),
    account: z.optional(z.string()),
    action: z.optional(z.string()),
    /** Substring of the user's, the action's or the target's name. */
    q: z.optional(z.string()),
  }),
  response: list,
})
