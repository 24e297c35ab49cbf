import { linkSignals } from '../client/linkSignals'
import type { Pod } from '../objects/pod'
import type { Timing } from '../ports'
import { recoveryOf } from '../states/containerState'
import type { ChangedRow } from './kinds'

/** Milliseconds after a recovery until it is reported, because timers may fire early. */
const margin = 10

/**
 * Reports pods whose containers cease to count as crashing, which happens by the passage of time,
 * without a change of the pod.
 */
export function createRecoveries(
  { now, wait }: Timing,
  onRecovery: (pod: Pod) => void,
  signal: AbortSignal,
) {
  /** Ends the wait for a pod's recovery, by the pod's UID. */
  const pending = new Map<string, () => void>()

  async function follow(uid: string, pod: Pod): Promise<void> {
    const { signal: waitSignal, abort, release } = linkSignals([signal])
    pending.set(uid, abort)
    for (let at = recoveryOf(pod, now()); at !== undefined; at = recoveryOf(pod, now())) {
      await wait(at - now() + margin, waitSignal)
      if (waitSignal.aborted) break
      onRecovery(pod)
    }
    release()
    if (pending.get(uid) === abort) pending.delete(uid)
  }

  return {
    changed({ kind, row, isRemoved }: ChangedRow): void {
      if (kind !== 'pods') return
      const { uid } = row.metadata
      pending.get(uid)?.()
      pending.delete(uid)
      if (!isRemoved && recoveryOf(row, now()) !== undefined) void follow(uid, row)
    },
  }
}
