import * as z from 'zod/mini'
import { choices, whole } from './declare/field'
import { route } from './declare/route'
import { time } from './declare/values'

/**
 * running: the cloud works on it; done; failed: it came to nothing, or only to a part; unknown: nobody
 * knows at present, because the answer to the call or to the question after it did not come.
 */
export const taskStates = ['running', 'done', 'failed', 'unknown'] as const
export type TaskState = (typeof taskStates)[number]

/** Why a task is in its state, for a text in the user's language; empty where the state says it all. */
export const taskReasons = [
  '',
  /** The call's answer was lost; the console is finding out whether it was carried out. */
  'noAnswer',
  /** The endpoint does not report the state. */
  'notTold',
  /** The target is as it was before the call. */
  'notCarriedOut',
  /** The cloud reports a failure. */
  'cloudFailed',
  /** The target is abnormal, for the reason in `detail`. */
  'abnormal',
  /** The target no longer exists. */
  'gone',
  /** Part of the request could not be fulfilled; `detail` says which part, and why. */
  'partly',
  /** Still running after a day, and not followed any longer. */
  'givenUp',
] as const
export type TaskReason = (typeof taskReasons)[number]

const names = z.optional(z.readonly(z.array(z.string())))

/** What a task is about, as far as it is known; leads to the target and lets it be followed. */
const subject = z.object({
  clusterId: z.optional(z.string()),
  clusterName: z.optional(z.string()),
  namespace: z.optional(z.string()),
  serviceName: z.optional(z.string()),
  instanceIds: names,
  /** Namespaces. */
  names,
  /** Instances that a service is to have. */
  replicas: z.optional(z.number()),
  /** Image that a service of one container is to have. */
  image: z.optional(z.string()),
})
export type TaskSubject = z.output<typeof subject>

const progress = {
  state: z.enum(taskStates),
  reason: z.enum(taskReasons),
  /** Free text of the cloud, or IDs. */
  detail: z.string(),
  /** When its end was observed; null while it has none. */
  endedAt: z.nullable(time),
}

const shownTask = z.object({
  ...progress,
  /** ID of the request that began it; sorts by time. */
  id: z.string(),
  at: time,
  user: z.string(),
  account: z.string(),
  region: z.string(),
  action: z.string(),
  subject,
  /** The API's ID for DescribeClusterTaskResult; null where it gave none. */
  requestId: z.nullable(z.number()),
})
/** A task in the answer of GET /api/tasks. */
export type ShownTask = z.output<typeof shownTask>

/** An operation that goes on after its call was answered. Times are milliseconds since 1970. */
export interface Task extends ShownTask {
  /** When it has to be looked at next; null: not any more. */
  nextAt: number | null
  /** False until the answer to the call has come. */
  isAnswered: boolean
}

export type TaskProgress = Pick<Task, 'state' | 'reason' | 'detail' | 'endedAt' | 'nextAt'>

const list = z.object({
  tasks: z.readonly(z.array(shownTask)),
  total: z.number(),
  /** All running tasks in the user's scope, whatever the query asks for; `unknown` likewise. */
  running: z.number(),
  unknown: z.number(),
})
export type TaskList = z.output<typeof list>

export const listTasks = route('GET /api/tasks', {
  summary: 'Tasks of all users in the user’s scope, newest first.',
  access: 'viewer',
  query: z.object({
    limit: whole(0, 200, 20),
    offset: whole(0, 1_000_000, 0),
    state: z.optional(choices(taskStates)),
    account: z.optional(z.string()),
    action: z.optional(z.string()),
    /** Part of the user's, the action's or the target's name. */
    q: z.optional(z.string()),
  }),
  response: list,
})
