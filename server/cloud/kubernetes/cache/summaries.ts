import type { KubernetesObject } from '../objects/meta'
import type { ChangedRow, Kinds } from './kinds'

/**
 * Milliseconds for which a summary is kept although nothing changed, because states depend on the
 * time and on nodes and events, whose changes are too frequent to follow.
 */
const freshness = 1_000

interface Summary {
  of: KubernetesObject
  at: number
  value: unknown
}

/**
 * Summaries of Deployments, such as their rows in lists; computing those of 5,000 pods for each list
 * would take longer than anything else.
 */
export function createSummaries({ replicaSets }: Pick<Kinds, 'replicaSets'>) {
  const summaries = new Map<string, Summary>()

  /** UIDs of the Deployments whose summaries a change affects; undefined for all. */
  function affected({ kind, row }: ChangedRow): readonly string[] | undefined {
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
      const uids = affected(row)
      if (!uids) summaries.clear()
      else for (const uid of uids) summaries.delete(uid)
    },

    /** The summary of a Deployment at a time; computed by `make` unless nothing has changed. */
    of<T>(deployment: KubernetesObject, now: number, make: () => T): T {
      const { uid } = deployment.metadata
      const known = summaries.get(uid)
      const age = known ? now - known.at : Number.POSITIVE_INFINITY
      // Only `make` of the same Deployment has stored this value.
      if (known?.of === deployment && age >= 0 && age < freshness) return known.value as T
      const value = make()
      summaries.set(uid, { of: deployment, at: now, value })
      return value
    },
  }
}
