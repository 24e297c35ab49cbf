import { type TaskList, type TaskState, taskStates } from '../../../src/contract/taskRecord'
import { success } from '../answer'
import type { ProxyPorts } from '../ports'
import { invalid } from '../problem'
import { reachesPlace } from '../reach'
import type { Routes } from '../routes'
import type { Sessions } from '../session'

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

/**
 * GET /api/tasks?limit&offset&state&account&action&q: what goes on and what has gone on, of everybody on
 * this console, the newest first; `running` and `unknown` count all that are so.
 */
export function createTaskRoutes({ store }: ProxyPorts, sessions: Sessions): Routes {
  return {
    'GET /api/tasks': async ({ request, peer, url: { searchParams: query } }) => {
      const { reach } = await sessions.person(request, peer)
      const [list, counts] = await Promise.all([
        store.tasks.list({
          limit: numberFrom(query, 'limit', 20, 200),
          offset: numberFrom(query, 'offset', 0, 1_000_000),
          states: statesFrom(query),
          account: query.get('account') ?? undefined,
          action: query.get('action') ?? undefined,
          search: query.get('q') || undefined,
        }),
        store.tasks.count(),
      ])
      const within = list.tasks.filter((task) => {
        const { clusterId = '', namespace = '' } = task.subject
        return reachesPlace(reach, { ...task, clusterId, namespace })
      })
      const tasks = within.map(({ nextAt: _, isAnswered: __, ...task }) => task)
      const answer: TaskList = { tasks, total: list.total, ...counts }
      return success(answer)
    },
  }
}
