import type { Action, RequestOf, ResponseOf } from '../../../src/contract/action'
import type { Task, TaskReason } from '../../../src/contract/console/tasks'
import { Problem } from '../http/problem'

/**
 * How a task stands by what it works on; untouched: the thing is as it was before the call, which
 * after a while means that the call was not carried out.
 */
export interface Sight {
  state: 'running' | 'done' | 'failed' | 'unknown' | 'untouched'
  reason?: TaskReason
  detail?: string
  /** Found out only now, e.g. the id of a cluster whose creation was not answered. */
  clusterId?: string
}

/** Asks the account's endpoint; throws Problem. */
export type Ask = <A extends Action>(
  action: A,
  params: RequestOf<A> & object,
) => Promise<ResponseOf<A>>

export interface Seen {
  task: Task
  ask: Ask
  now: number
}

/** Code of the API: what was asked for does not exist, or no longer. */
const gone = 5000

/** The answer, or undefined where the thing does not exist. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Problem && error.code === gone) return undefined
    throw error
  }
}

/** Beijing time as the API writes it, in milliseconds since 1970. */
const instantOf = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`)

/** Clocks differ, and the API's times have no milliseconds. */
const tolerance = 60_000

/** Whether something that was made at a time of the API can be of a task. */
export const isSince = (time: string, { at }: Task) => instantOf(time) >= at - tolerance
