import type { Action } from '../../../src/contract/action'
import { Problem } from '../http/problem'
import { recordNotWritten } from '../http/storeProblems'
import type { ProxyPorts, Role } from '../ports'

/** A call that has passed all checks and is about to be sent. */
export interface ObservedCall {
  requestId: string
  user: string
  role: Role
  account: string
  /** In the account's spelling, e.g. `gz`. */
  region: string
  action: Action
  /** Nested parameters with unmasked secrets: observers mask them before they store them. */
  params: Readonly<Record<string, unknown>>
  at: number
}

/** The outcome of a call: the response's data, or the error that the client gets. */
export type CallOutcome = { data: unknown; error?: never } | { error: unknown; data?: never }

/**
 * Observes the calls of an action: runs before a call is sent and returns a function that runs
 * after the call has ended. An error before the call prevents it, so that no call is sent
 * unrecorded; an error after the call is only logged, because the response remains valid.
 */
export type CallObserver = (
  call: ObservedCall,
) => Promise<((ending: CallOutcome) => Promise<void>) | undefined>

/** Observers by action name. */
export type CallObservers = Readonly<Record<string, readonly CallObserver[]>>

/** Merges sets of observers. */
export function combineObservers(...sets: readonly CallObservers[]): CallObservers {
  const combined: Record<string, readonly CallObserver[]> = {}
  for (const [name, some] of sets.flatMap((set) => Object.entries(set))) {
    combined[name] = [...(combined[name] ?? []), ...some]
  }
  return combined
}

/** Runs each call with the observers of its action. */
export function createObservedCalls({ log }: Pick<ProxyPorts, 'log'>, observers: CallObservers) {
  return async <T extends { data?: unknown }>(
    call: ObservedCall,
    work: () => Promise<T>,
  ): Promise<T> => {
    const actionObservers = Object.hasOwn(observers, call.action.name)
      ? observers[call.action.name]
      : undefined
    if (!actionObservers) return work()
    const completions = await Promise.all(actionObservers.map((observer) => observer(call))).catch(
      (error: unknown) => {
        if (error instanceof Problem) throw error
        log({ event: 'observerFailed', requestId: call.requestId, error: String(error) })
        throw recordNotWritten(`what belongs to ${call.action.name}`)
      },
    )
    const notify = async (ending: CallOutcome) => {
      for (const result of await Promise.allSettled(
        completions.map((completion) => completion?.(ending)),
      )) {
        if (result.status === 'fulfilled') continue
        log({ event: 'observerFailed', requestId: call.requestId, error: String(result.reason) })
      }
    }
    try {
      const result = await work()
      await notify({ data: result.data })
      return result
    } catch (error) {
      await notify({ error })
      throw error
    }
  }
}
