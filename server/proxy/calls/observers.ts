import type { Action } from '../../../src/contract/action'
import { Problem } from '../http/problem'
import { notWritten } from '../http/storeProblems'
import type { ProxyPorts, Role } from '../ports'

/** A call that has passed every check and is about to be sent. */
export interface ObservedCall {
  requestId: string
  user: string
  role: Role
  account: string
  /** As the account names it, e.g. `gz`. */
  region: string
  action: Action
  /** Nested parameters, secrets not masked: whoever keeps them masks them. */
  params: Readonly<Record<string, unknown>>
  at: number
}

/** What became of it: the answer's data, or the error that the caller is told. */
export type Ending = { data: unknown; error?: never } | { error: unknown; data?: never }

/**
 * Looks on at calls of an action: told before one is sent, and by what it returns, after it has ended.
 * What throws before stops the call, so that nothing goes out that could not be written down; what
 * throws after is logged, because the caller's answer is no less true for it.
 */
export type CallObserver = (
  call: ObservedCall,
) => Promise<((ending: Ending) => Promise<void>) | undefined>

/** Witnesses by the name of the action that they look on at. */
export type CallObservers = Readonly<Record<string, readonly CallObserver[]>>

/** All of several sets of witnesses. */
export function combineObservers(...sets: readonly CallObservers[]): CallObservers {
  const all: Record<string, readonly CallObserver[]> = {}
  for (const [name, some] of sets.flatMap((set) => Object.entries(set))) {
    all[name] = [...(all[name] ?? []), ...some]
  }
  return all
}

/** Runs a call before the eyes of those that look on at its action. */
export function createObservedCalls({ log }: Pick<ProxyPorts, 'log'>, observers: CallObservers) {
  return async <T extends { data?: unknown }>(
    call: ObservedCall,
    work: () => Promise<T>,
  ): Promise<T> => {
    const all = Object.hasOwn(observers, call.action.name) ? observers[call.action.name] : undefined
    if (!all) return work()
    const after = await Promise.all(all.map((observer) => observer(call))).catch(
      (error: unknown) => {
        if (error instanceof Problem) throw error
        log({ event: 'observerFailed', requestId: call.requestId, error: String(error) })
        throw notWritten(`what belongs to ${call.action.name}`)
      },
    )
    const notify = async (ending: Ending) => {
      for (const result of await Promise.allSettled(after.map((one) => one?.(ending)))) {
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
