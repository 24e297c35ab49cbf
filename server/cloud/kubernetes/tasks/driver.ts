import { linkSignals } from '../client/linkSignals'
import type { Cluster } from '../clusters/cluster'
import type { Timing } from '../ports'
import type { ClusterTask, TaskStore } from './ports'
import { createProgress } from './progress'

/**
 * Milliseconds between two steps of a task, and between two searches for tasks of ended processes.
 */
const pauses = { busy: 1_000, idle: 2_000 }

const day = 86_400_000
/** The results of ended tasks can be read for a month. */
const retention = 31 * day

interface DriverPorts {
  clusters: readonly Pick<Cluster, 'client' | 'isCalled'>[]
  tasks: TaskStore
  timing: Timing
  log: (message: string) => void
}

/** Runs the account's tasks, including those of ended processes, until `signal` is aborted. */
export function startDriver({ clusters, tasks, timing, log }: DriverPorts, signal: AbortSignal) {
  const steps = new Map<number, ReturnType<typeof createProgress>>()
  const activeTaskIds = new Set<number>()
  let sleep = linkSignals([signal])
  let lastCleanUpAt = 0

  async function advance(task: ClusterTask): Promise<void> {
    const { requestId, clusterId, reason } = task
    const cluster = clusters.find((candidate) => candidate.isCalled(clusterId))
    // The cluster may be missing from the kubeconfig only temporarily.
    if (!cluster || activeTaskIds.has(requestId)) return
    activeTaskIds.add(requestId)
    try {
      const step = steps.get(requestId) ?? createProgress(cluster.client, timing)
      steps.set(requestId, step)
      const progress = await step(task, signal)
      if (signal.aborted) return
      if (progress.state !== 'running') steps.delete(requestId)
      if (progress.state !== 'running' || progress.reason !== reason) {
        await tasks.report(requestId, progress)
      }
    } catch (error) {
      log(`task ${requestId}: ${String(error)}`)
    } finally {
      activeTaskIds.delete(requestId)
    }
  }

  /** Starts a step of each task; returns the number of tasks. */
  async function startSteps(): Promise<number> {
    try {
      if (timing.now() - lastCleanUpAt > day) {
        lastCleanUpAt = timing.now()
        await tasks.forget(lastCleanUpAt - retention)
      }
      const claimedTasks = await tasks.claim()
      for (const task of claimedTasks) void advance(task)
      return claimedTasks.length
    } catch (error) {
      log(`the tasks cannot be read: ${String(error)}`)
      return 0
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      sleep = linkSignals([signal])
      const count = await startSteps()
      await timing.wait(count > 0 ? pauses.busy : pauses.idle, sleep.signal)
      sleep.release()
    }
  }

  void run()
  return {
    /** Looks for tasks at once; called after adding a task. */
    wake: () => sleep.abort(),
  }
}
