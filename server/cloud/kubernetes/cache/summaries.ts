import type { KubernetesObject } from '../objects/meta'
import type { ChangedRow, Kinds } from './kinds'

/**
 * Maximum age of a summary in milliseconds, even if its object is unchanged: states also depend on
 * the time and on nodes and events, which change too often to follow.
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
export function createSummaries({ replicaSets }: Pick<Kinds, 'replicaSets'>) {
  const summaries = new Map<string, Summary>()

  /** UIDs of the Deployments whose summaries a change affects; undefined for all. */
  function affectedUids({ kind, row }: ChangedRow): readonly string[] | undefined {
    const { uid, namespace, ownerReferences = [] } = row.metadata
    if (kind === 'deployments') return [uid]
    if (kind === 'replicaSets') return ownerReferences.map((owner) => owner.uid)
    if (kind === 'accesses') return undefined
    if (kind !== 'pods') return []
    return ownerReferences.flatMap(({ name }) =>
      (replicaSets.rows.get(namespace, name)?.metadata.ownerReferences ?? []).map(
        (owner) => owner.uid,
      ),
    )
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
