import {
  type Task,
  type TaskList,
  type TaskState,
  taskStates,
} from '../../../src/contract/console/tasks'
import { isPlaceInScope, isWhole } from '../access/scope'
import type { Sessions } from '../auth/sessions'
import { invalid } from '../http/problem'
import { success } from '../http/responses'
import type { Routes } from '../http/routes'
import type { ProxyPorts, Scope, Store } from '../ports'
import type { TaskQuery } from './ports'

function numberFrom(query: URLSearchParams, name: string, standard: number, most: number): number {
  const text = query.get(name)
  const number = text === null ? standard : Number(text)
  if (Number.isInteger(number) && number >= 0 && number <= most) return number
  const message = `must be a whole number from 0 to ${most}`
  throw invalid([{ path: name, rule: 'integer', message }])
}

function statesFrom(query: URLSearchParams): TaskState[] | undefined {
  const asked = query.getAll('state')
  if (asked.length === 0) return undefined
  return asked.map((text) => {
    const state = taskStates.find((one) => one === text)
    if (state) return state
    const values = taskStates.join(', ')
    const message = `must be one of ${values}`
    throw invalid([{ path: 'state', rule: 'oneOf', values: { values }, message }])
  })
}

/** Of these, what somebody of limited scope sees is picked out. */
const mostPicked = 10_000

const isReached = (scope: Scope, { account, region, subject }: Task) => {
  const { clusterId = '', namespace, names } = subject
  const namespaces = namespace === undefined ? (names ?? ['']) : [namespace]
  return namespaces.every((one) =>
    isPlaceInScope(scope, { account, region, clusterId, namespace: one }),
  )
}

/** A list of tasks and how many are under way, as far as somebody's scope goes. */
async function reached({ tasks: store }: Store, scope: Scope, query: TaskQuery) {
  if (isWhole(scope)) {
    const [list, counts] = await Promise.all([store.list(query), store.count()])
    return { ...list, ...counts }
  }
  const all = { offset: 0, limit: mostPicked }
  const [matching, open] = await Promise.all([
    store.list({ ...query, ...all }),
    store.list({ ...all, states: ['running', 'unknown'] }),
  ])
  const own = matching.tasks.filter((task) => isReached(scope, task))
  const followed = open.tasks.filter((task) => task.nextAt !== null && isReached(scope, task))
  const running = followed.filter(({ state }) => state === 'running').length
  return {
    tasks: own.slice(query.offset, query.offset + query.limit),
    total: own.length,
    running,
    unknown: followed.length - running,
  }
}

/**
 * GET /api/tasks?limit&offset&state&account&action&q: what goes on and what has gone on, of everybody on
 * this console, the newest first; `running` and `unknown` count all that are so.
 * Each as far as the scope of whoever asks goes.
 */
export function createTaskRoutes({ store }: ProxyPorts, sessions: Sessions): Routes {
  return {
    'GET /api/tasks': async ({ request, peer, url: { searchParams: query } }) => {
      const { scope } = await sessions.person(request, peer)
      const found = await reached(store, scope, {
        limit: numberFrom(query, 'limit', 20, 200),
        offset: numberFrom(query, 'offset', 0, 1_000_000),
        states: statesFrom(query),
        account: query.get('account') ?? undefined,
        action: query.get('action') ?? undefined,
        search: query.get('q') || undefined,
      })
      const tasks = found.tasks.map(({ nextAt: _, isAnswered: __, ...task }) => task)
      const answer: TaskList = { ...found, tasks }
      return success(answer)
    },
  }
}
