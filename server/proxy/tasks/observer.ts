import type { Action } from '../../../src/contract/action'
import { actions } from '../../../src/contract/index'
import type { CallObserver, CallObservers } from '../calls/observers'
import { Problem } from '../http/problem'
import type { ProxyPorts } from '../ports'
import { parseTaskAnswer, subjectOf } from './subject'

/**
 * In milliseconds, longer than the timeout of any call: a task that is pending for longer means
 * that the console stopped during the call.
 */
const maxCallDuration = 60_000

/** After a refusal, no task has started. After any other error, the task may have started. */
const isRefusal = (error: unknown) => error instanceof Problem && !error.isOutcomeUnknown

/** Some calls of an action start no task, such as a dry-run drain. */
const isStart = ({ task }: Action, params: Readonly<Record<string, unknown>>) =>
  task !== undefined && (!task.onlyIf || params[task.onlyIf.param] === task.onlyIf.value)

/** Records a task before its call is sent, and the call's outcome afterwards. */
export function createTaskObservers({ store, now }: ProxyPorts): CallObservers {
  const observer: CallObserver = async ({ requestId: id, action, params, ...call }) => {
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
      nextAt: at + maxCallDuration,
    })
    return async (ending) => {
      if (isRefusal(ending.error)) return store.tasks.remove(id)
      if (ending.error !== undefined) {
        return store.tasks.change(id, { state: 'unknown', reason: 'noAnswer', nextAt: now() })
      }
      const { isAllRejected, rejected, ...answered } = parseTaskAnswer(subject, ending.data)
      await store.tasks.change(id, {
        ...answered,
        isAnswered: true,
        ...(rejected !== '' && { reason: 'partly', detail: rejected }),
        ...(isAllRejected
          ? { state: 'failed', endedAt: now(), nextAt: null }
          : { nextAt: now() + 1_000 }),
      })
    }
  }
  const allActions: readonly Action[] = Object.values(actions)
  const followed = allActions.filter(({ task }) => task !== undefined)
  return Object.fromEntries(followed.map(({ name }) => [name, [observer]]))
}
