import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import type { Timing } from '../ports'
import { createDrain, DrainFailed } from './drain'
import type { ClusterTask, TaskNode, TaskProgress } from './ports'

/** Maximum number of pods that a reason names; it counts the remaining pods. */
const maxNamed = 10

function reasonOf(remaining: readonly { name: string; refusal: string | undefined }[]): string {
  const namedPods = remaining
    .slice(0, maxNamed)
    .map(({ name, refusal }) => (refusal ? `${name} (${refusal})` : name))
  const otherCount = remaining.length - namedPods.length
  return `waiting for ${namedPods.join(', ')}${otherCount > 0 ? ` and ${otherCount} more` : ''}`
}

async function removeNode(client: Client, { name, uid }: TaskNode): Promise<void> {
  const path = `/api/v1/nodes/${encodeURIComponent(name)}`
  try {
    await client.write({ method: 'DELETE', path, body: { preconditions: { uid } } })
  } catch (error) {
    // The node no longer exists, or a new node has its name.
    if (error instanceof StatusError && [404, 409].includes(error.status)) return
    throw error
  }
}

/** Advances a task by one step; each call observes the cluster anew. */
export function createProgress(client: Client, timing: Timing) {
  const drain = createDrain(client, timing)

  async function advance({ kind, nodes }: ClusterTask, signal: AbortSignal): Promise<TaskProgress> {
    const remainingPods = []
    for (const node of nodes) remainingPods.push(...(await drain(node, signal)))
    if (remainingPods.length > 0) return { state: 'running', reason: reasonOf(remainingPods) }
    if (kind === 'remove') for (const node of nodes) await removeNode(client, node)
    return { state: 'succ', reason: '' }
  }

  /** Like `advance`, but distinguishes failures of the task from those of the connection. */
  return async function progressOf(task: ClusterTask, signal: AbortSignal): Promise<TaskProgress> {
    try {
      return await advance(task, signal)
    } catch (error) {
      const isForbidden = error instanceof StatusError && error.status === 403
      const isFailure = isForbidden || error instanceof DrainFailed
      const reason = error instanceof Error ? error.message : String(error)
      return { state: isFailure ? 'fail' : 'running', reason }
    }
  }
}
