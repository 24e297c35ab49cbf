import * as z from 'zod/mini'
import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import { type Node, node } from '../objects/node'
import { type Pod, pod } from '../objects/pod'
import type { Timing } from '../ports'
import { pathOf } from '../services/paths'
import { isEvictable } from './evictable'
import type { TaskNode } from './ports'

const podList = z.object({ items: z.nullish(z.array(pod)) })

/** Milliseconds until a refused eviction is repeated, as in `kubectl drain`. */
const retryDelay = 5_000

/** An eviction that was sent: when to send it again, and why it was refused. */
interface Attempt {
  nextAt: number
  refusal?: string
}

/** Thrown for a failure that a retry cannot repair. */
export class DrainFailed extends Error {}

/** The node as the API server has it now, not the cached node; undefined if it no longer exists. */
async function currentNode(
  client: Client,
  { name, uid }: TaskNode,
  signal: AbortSignal,
): Promise<Node | undefined> {
  try {
    const answer = await client.get(`/api/v1/nodes/${encodeURIComponent(name)}`, signal)
    const found = z.parse(node, answer)
    return found.metadata.uid === uid ? found : undefined
  } catch (error) {
    if (error instanceof StatusError && error.status === 404) return undefined
    throw error
  }
}

async function podsOn(client: Client, name: string, signal: AbortSignal): Promise<Pod[]> {
  const query = new URLSearchParams({ fieldSelector: `spec.nodeName=${name}` })
  const { items } = z.parse(podList, await client.get(`/api/v1/pods?${query}`, signal))
  return (items ?? []).filter(isEvictable)
}

/** Whether the account may not evict pods at all, rather than this pod for now. */
const isForbidden = ({ status, message }: StatusError) =>
  status === 403 && / is forbidden: User ".*" cannot /.test(message)

/** Evicts the pods of one cluster's nodes; remembers refusals between the steps of a drain. */
export function createDrain(client: Client, timing: Timing) {
  const attempts = new Map<string, Attempt>()

  /** Sends an eviction; returns the attempt. */
  async function evict(victim: Pod): Promise<Attempt> {
    const { name, namespace, uid } = victim.metadata
    const nextAt = timing.now() + retryDelay
    const body = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name, namespace },
      // Without the UID, the request could evict a new pod of the same name.
      deleteOptions: { preconditions: { uid } },
    }
    try {
      await client.write({ method: 'POST', path: `${pathOf('pods', victim)}/eviction`, body })
      return { nextAt }
    } catch (error) {
      if (!(error instanceof StatusError)) throw error
      if (isForbidden(error)) throw new DrainFailed(error.message)
      // The pod no longer exists, or a new pod has its name.
      if (error.status === 404 || error.status === 409) return { nextAt }
      const retryAt = timing.now() + Number(error.retryAfter ?? 0) * 1000
      return { nextAt: Math.max(nextAt, retryAt || 0), refusal: error.message }
    }
  }

  /**
   * Evicts the pods of a cordoned node that are not ending yet and are due for an attempt; returns
   * the remaining pods, each with the refusal of its last eviction.
   */
  return async function step(
    target: TaskNode,
    signal: AbortSignal,
  ): Promise<{ name: string; refusal: string | undefined }[]> {
    const current = await currentNode(client, target, signal)
    if (!current) return []
    if (!current.spec.unschedulable) throw new DrainFailed(`node ${target.name} was uncordoned`)
    const pods = await podsOn(client, target.name, signal)
    for (const one of pods) {
      const { uid, deletionTimestamp } = one.metadata
      const earlierAttempt = attempts.get(uid)
      if (deletionTimestamp) attempts.delete(uid)
      else if (!earlierAttempt || earlierAttempt.nextAt <= timing.now())
        attempts.set(uid, await evict(one))
    }
    return pods.map(({ metadata }) => ({
      name: `${metadata.namespace}/${metadata.name}`,
      refusal: attempts.get(metadata.uid)?.refusal,
    }))
  }
}
