import type { ClusterTask, TaskStore } from '../../../cloud/kubernetes/tasks/ports'

/** A task store for one process. */
export function memoryTasks(): TaskStore {
  const tasks = new Map<number, ClusterTask>()
  const running = async () => [...tasks.values()].filter(({ state }) => state === 'running')
  return {
    add: async ({ clusterId, kind, nodes }) => {
      const requestId = tasks.size + 1
      tasks.set(requestId, { requestId, clusterId, kind, nodes, state: 'running', reason: '' })
      return requestId
    },
    find: async (requestId) => tasks.get(requestId),
    running,
    claim: running,
    report: async (requestId, progress) => {
      const task = tasks.get(requestId)
      if (task) tasks.set(requestId, { ...task, ...progress })
    },
    forget: async () => {},
  }
}
