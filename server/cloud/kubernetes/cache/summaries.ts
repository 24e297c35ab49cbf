import type { KubernetesObject } from '../objects/meta'
import { readinessOf } from '../objects/node'
import type { ChangedRow, Kinds } from './kinds'

/**
 * Maximum age of a summary in milliseconds, even if its object is unchanged: states also depend on
 * the time.
 */
const maxAge = 1_000

interface Summary {
  of: KubernetesObject
  at: number
  value: unknown
}

/**
 * Summaries of Deployments, such as their rows in lists; computing those of 5,000 pods for each
 * list would take longer than anything else.
 */
export function createSummaries({ replicaSets, pods }: Pick<Kinds, 'replicaSets' | 'pods'>) {
  const summaries = new Map<string, Summary>()

  const ownersOfPod = ({ metadata: { namespace, ownerReferences = [] } }: KubernetesObject) =>
    ownerReferences.flatMap(({ name }) =>
      (replicaSets.rows.get(namespace, name)?.metadata.ownerReferences ?? []).map(
        (owner) => owner.uid,
      ),
    )

  /** UIDs of the Deployments whose summaries a change affects; undefined for all. */
  function affectedUids(changed: ChangedRow): readonly string[] | undefined {
    const { kind, row } = changed
    switch (kind) {
      case 'deployments':
        return [row.metadata.uid]
      case 'replicaSets':
        return (row.metadata.ownerReferences ?? []).map((owner) => owner.uid)
      case 'accesses':
        return undefined
      case 'pods':
        return ownersOfPod(row)
      case 'events': {
        const { kind: objectKind, namespace, name } = row.involvedObject
        const pod = objectKind === 'Pod' ? pods.rows.get(namespace, name) : undefined
        return pod ? ownersOfPod(pod) : []
      }
      case 'nodes':
        return readinessOf(row) === (changed.previous && readinessOf(changed.previous))
          ? []
          : undefined
      case 'namespaces':
        return []
    }
  }

  return {
    changed(row: ChangedRow): void {
      const uids = affectedUids(row)
      if (!uids) summaries.clear()
      else for (const uid of uids) summaries.delete(uid)
    },

    /** The summary of a Deployment at a time; computed by `make` unless nothing has changed. */
    of<T>(deployment: KubernetesObject, now: number, make: () => T): T {
      const { uid } = deployment.metadata
      const cached = summaries.get(uid)
      const age = cached ? now - cached.at : Number.POSITIVE_INFINITY
      // This cast is safe, because only `make` of the same Deployment has stored the value.
      if (cached?.of === deployment && age >= 0 && age < maxAge) return cached.value as T
      const value = make()
      summaries.set(uid, { of: deployment, at: now, value })
      return value
    },
  }
}
