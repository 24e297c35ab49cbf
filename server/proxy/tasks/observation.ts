import type { Action, RequestOf, ResponseOf } from '../../../src/contract/action'
import type { Task, TaskReason } from '../../../src/contract/console/tasks'
import { Problem } from '../http/problem'

/**
 * A task's progress as observed on its resource. `untouched`: the resource is as before the call,
 * which after a while means that the call was not executed.
 */
export interface Observation {
  state: 'running' | 'done' | 'failed' | 'unknown' | 'untouched'
  reason?: TaskReason
  detail?: string
  /** Discovered by this observation, e.g. the ID of a cluster whose creation got no response. */
  clusterId?: string
}

/** Calls the account's endpoint; throws Problem. */
export type ReadAction = <A extends Action>(
  action: A,
  params: RequestOf<A> & object,
) => Promise<ResponseOf<A>>

export interface Observed {
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
const instantOf = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`)

/** Tolerance: clocks differ, and the API's times have no milliseconds. */
const tolerance = 60_000

/** Whether a resource with this creation time can have been created by the task. */
export const isSince = (time: string, { at }: Task) => instantOf(time) >= at - tolerance
