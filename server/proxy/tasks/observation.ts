import type { Action, RequestOf, ResponseOf } from '../../../src/contract/action'
import type { Task, TaskReason } from '../../../src/contract/console/tasks'
import { Problem } from '../http/problem'

/**
 * A task's progress as observed on its resource. `untouched`: the resource is unchanged since the
 * call; if that lasts, the call was not executed.
 */
export interface Observation {
  state: 'running' | 'done' | 'failed' | 'unknown' | 'untouched'
  reason?: TaskReason
  detail?: string
  /** Set when this observation discovers the cluster, e.g. if its creation got no response. */
  clusterId?: string
}

/** Calls the account's endpoint; throws Problem on failure. */
export type ReadAction = <A extends Action>(
  action: A,
  params: RequestOf<A> & object,
) => Promise<ResponseOf<A>>

export interface ObservedTask {
  task: Task
  ask: ReadAction
  now: number
}

/** The API's error code for a missing resource. */
const notFound = 5000

/** The response, or undefined if the resource does not exist. */
export async function unlessNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Problem && error.code === notFound) return undefined
    throw error
  }
}

/** Parses the API's Beijing time to Unix milliseconds. */
const parseBeijingTime = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`)

/**
 * Tolerance in milliseconds, because clocks differ and the API's times have a resolution of a
 * second.
 */
const tolerance = 60_000

/** Whether a resource with this creation time can be a result of the task. */
export const mayBeResultOf = (time: string, { at }: Task) =>
  parseBeijingTime(time) >= at - tolerance
