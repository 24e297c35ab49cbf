import { listTasks, type Task } from '../../../src/contract/console/tasks'
import { isLimited, isResourceInScope, isUnlimited } from '../access/scope'
import type { Sessions } from '../auth/session/sessions'
import { readQuery } from '../http/body'
import { respond } from '../http/responses'
import type { Handlers } from '../http/routes'
import type { ProxyPorts, Scope, Store } from '../ports'
import type { TaskQuery } from './ports'

/** Maximum number of tasks that are read and filtered for a user with a limited scope. */
const maxFiltered = 10_000

const isInScope = (scope: Scope, { account, region, subject }: Task) => {
  const { clusterId = '', namespace, names } = subject
  // A cluster that is being created has a name but no ID yet.
  if (clusterId === '' && isLimited(scope, 'clusters')) return false
  const namespaces = namespace === undefined ? (names ?? ['']) : [namespace]
  return namespaces.every((candidate) =>
    isResourceInScope(scope, { account, region, clusterId, namespace: candidate }),
  )
}

/**
 * A task without the details that may name resources of other namespaces, such as the pods that a
 * drain waits for.
 */
const withoutOthersDetails = (scope: Scope, task: Task): Task => {
  const { namespace, names } = task.subject
  const isOfCluster = namespace === undefined && names === undefined
  return isOfCluster && isLimited(scope, 'namespaces') ? { ...task, detail: '' } : task
}

/** Returns a page of tasks and the counts of active tasks, limited to a user's scope. */
export async function listInScope(
  { tasks: store }: Pick<Store, 'tasks'>,
  scope: Scope,
  query: TaskQuery,
) {
  if (isUnlimited(scope)) {
    const [list, counts] = await Promise.all([store.list(query), store.count()])
    return { ...list, ...counts }
  }
  const firstPage = { offset: 0, limit: maxFiltered }
  const [matching, openTasks] = await Promise.all([
    store.list({ ...query, ...firstPage }),
    store.list({ ...firstPage, states: ['running', 'unknown'] }),
  ])
  const tasksInScope = matching.tasks
    .filter((task) => isInScope(scope, task))
    .map((task) => withoutOthersDetails(scope, task))
  const followed = openTasks.tasks.filter((task) => task.nextAt !== null && isInScope(scope, task))
  const running = followed.filter(({ state }) => state === 'running').length
  return {
    tasks: tasksInScope.slice(query.offset, query.offset + query.limit),
    total: tasksInScope.length,
    running,
    unknown: followed.length - running,
  }
}

/** GET /api/tasks: tasks of all users, limited to the user's scope. */
export function createTaskRoutes({ store }: ProxyPorts, sessions: Sessions) {
  return {
    [listTasks.id]: async (context) => {
      const { scope } = await sessions.principal(context.request, context.peer)
      const { limit, offset, state: states, account, action, q } = readQuery(context, listTasks)
      const search = q || undefined
      const query = { limit, offset, states, account, action, search }
      const found = await listInScope(store, scope, query)
      const tasks = found.tasks.map(({ nextAt: _, isAnswered: __, ...task }) => task)
      return respond(context, listTasks, { ...found, tasks })
    },
  } satisfies Partial<Handlers>
}
