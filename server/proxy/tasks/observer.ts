import type { Action } from '../../../src/contract/action'
import { actions } from '../../../src/contract/index'
import type { Witness, Witnesses } from '../calls/observers'
import { Problem } from '../http/problem'
import type { ProxyPorts } from '../ports'
import { answeredWith, subjectOf } from './subject'

/** A call has no longer than this to be answered; after it, the console itself must have stopped. */
const longestCall = 60_000

/** A refusal tells that nothing was begun; anything else leaves it open. */
const isRefusal = (error: unknown) => error instanceof Problem && !error.isOutcomeUnknown

/** Some calls of an action start no task, such as a dry-run drain. */
const isStart = ({ task }: Action, params: Readonly<Record<string, unknown>>) =>
  task !== undefined && (!task.onlyIf || params[task.onlyIf.param] === task.onlyIf.value)

/** Writes a task down before its call is sent, and what became of the call after it. */
export function createTaskWitnesses({ store, now }: ProxyPorts): Witnesses {
  const witness: Witness = async ({ requestId: id, action, params, ...call }) => {
    if (!isStart(action, params)) return undefined
    const { at, user, account, region } = call
    const subject = subjectOf(params)
    await store.tasks.add({
      ...{ id, at, user, account, region, subject },
      action: action.name,
      requestId: null,
      isAnswered: false,
      state: 'running',
      reason: '',
      detail: '',
      endedAt: null,
      nextAt: at + longestCall,
    })
    return async (ending) => {
      if (isRefusal(ending.error)) return store.tasks.remove(id)
      if (ending.error !== undefined) {
        return store.tasks.change(id, { state: 'unknown', reason: 'noAnswer', nextAt: now() })
      }
      const { isNothing, failed, ...answered } = answeredWith(subject, ending.data)
      await store.tasks.change(id, {
        ...answered,
        isAnswered: true,
        ...(failed !== '' && { reason: 'partly', detail: failed }),
        ...(isNothing
          ? { state: 'failed', endedAt: now(), nextAt: null }
          : { nextAt: now() + 1_000 }),
      })
    }
  }
  const all: readonly Action[] = Object.values(actions)
  const followed = all.filter(({ task }) => task !== undefined)
  return Object.fromEntries(followed.map(({ name }) => [name, [witness]]))
}
