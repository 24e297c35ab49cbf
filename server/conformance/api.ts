import type { Action, RequestOf, ResponseOf } from '../../src/contract/action'
import { type ActionName, type Actions, actions } from '../../src/contract/index'
import { check } from '../../src/contract/rules/faults'
import {
  type Answer,
  type Client,
  createClient,
  type Ports,
  type RequestOptions,
  type Target,
} from './client'
import { Difference, NotOffered, toShortJson } from './outcomes'

export interface Api extends Client {
  /** The data of an accepted request; throws a Difference if it is refused or malformed. */
  ok<N extends ActionName>(
    action: N,
    params: RequestOf<Actions[N]>,
    requestOptions?: RequestOptions,
  ): Promise<ResponseOf<Actions[N]>>
  /** Throws a Difference unless the request is refused with one of the codes. */
  refused(action: ActionName, params: object, codes: readonly number[], why: string): Promise<void>
  /** Repeats a read until its value holds; throws a Difference when the time limit has passed. */
  until<T>(expected: string, read: () => Promise<T>, holds: (value: T) => boolean): Promise<T>
}

const codeAndMessage = ({ code, codeDesc, message }: Answer) =>
  `${code} ${codeDesc}${message === '' ? '' : `: ${message}`}`

function checkedData<A extends Action>(action: A, data: unknown): ResponseOf<A> {
  const { value, faults } = check<A['response']>(action.response, data)
  if (!faults) return value
  const [first] = faults
  throw new Difference(
    `${action.name} to answer the fields of the document`,
    `${first?.path ?? ''} ${first?.message ?? ''}`.trim(),
  )
}

/** Milliseconds between polls: starts at `first` and doubles up to `longest`. */
const intervals = { first: 250, longest: 5_000 } as const

/** The API at the target; `patience` bounds each wait, in milliseconds. */
export function createApi(target: Target, ports: Ports, patience: number): Api {
  const client = createClient(target, ports)
  return {
    ...client,

    async ok<N extends ActionName>(
      name: N,
      params: RequestOf<Actions[N]>,
      requestOptions?: RequestOptions,
    ) {
      const rawParams: unknown = params
      const nested = typeof rawParams === 'object' && rawParams !== null ? rawParams : {}
      const answer = await client.request(name, nested, requestOptions)
      if (answer.code !== 0) {
        throw new Difference(`${name} to be accepted`, codeAndMessage(answer))
      }
      return checkedData<Actions[N]>(actions[name], answer.data)
    },

    async refused(name, params, codes, why) {
      const answer = await client.request(name, params)
      if (codes.includes(answer.code)) return
      throw new Difference(`code ${codes.join(' or ')} for ${why}`, codeAndMessage(answer))
    },

    async until(expected, read, holds) {
      const deadline = ports.now() + patience
      let interval: number = intervals.first
      for (;;) {
        const value = await read()
        if (holds(value)) return value
        if (ports.now() >= deadline) {
          throw new Difference(`${expected} within ${patience / 1000} s`, toShortJson(value))
        }
        await ports.wait(interval)
        interval = Math.min(interval * 2, intervals.longest)
      }
    },
  }
}

/**
 * The result of `read`, or undefined if the endpoint does not offer the action; other errors are
 * rethrown.
 */
export async function offered<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof NotOffered) return undefined
    throw error
  }
}
