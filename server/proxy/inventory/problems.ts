import type { InventoryObject } from '../../../src/contract/console/inventory/objects'
import type { InventoryProblem } from '../../../src/contract/console/inventory/routes'
import type { ShownTask } from '../../../src/contract/console/tasks'
import { regionOfObject, shownObject } from './estate'
import type { Owned } from './inventory'

/** Milliseconds after which a rollout that has not ended counts as stuck. */
export const stuckAfter = 300_000

type Severity = InventoryProblem['severity']

/** Severity of an object's status; undefined for a healthy object. */
function severityOf({ kind, status, statusSince }: Owned['object'], now: number) {
  if (kind === 'cluster') {
    if (status === 'Abnormal' || status === 'Isolated') return 'critical'
  }
  if (kind === 'node' && status === 'Abnormal') return 'warning'
  if (kind === 'service') {
    if (status === 'Abnormal') return 'critical'
    const isRollout = status === 'Updating' || status === 'RollingBack' || status === 'Waiting'
    if (isRollout && statusSince !== null && now - statusSince > stuckAfter) return 'warning'
  }
  return undefined
}

/** Services without a running instance come before those that still have some. */
const isDown = ({ currentReplicas, desiredReplicas }: InventoryObject) =>
  (desiredReplicas ?? 0) > 0 && currentReplicas === 0

const rankOf: Readonly<Record<InventoryProblem['kind'], number>> = {
  ...{ endpoint: 0, cluster: 1, service: 2, node: 3, task: 4 },
}

const severityRank: Readonly<Record<Severity, number>> = { critical: 0, warning: 1 }

/**
 * Sorts by severity, worst first, then newest first, because users are least likely to know the
 * newest.
 */
export const byUrgency = (a: InventoryProblem, b: InventoryProblem): number =>
  severityRank[a.severity] - severityRank[b.severity] ||
  rankOf[a.kind] - rankOf[b.kind] ||
  Number(b.object !== undefined && isDown(b.object)) -
    Number(a.object !== undefined && isDown(a.object)) ||
  (b.since ?? 0) - (a.since ?? 0)

/** The problem of an object; undefined if the object is healthy. */
export function problemOf(owned: Owned, now: number): InventoryProblem | undefined {
  const { object, account } = owned
  const { kind } = object
  if (kind !== 'cluster' && kind !== 'node' && kind !== 'service') return undefined
  const severity = severityOf(object, now)
  return (
    severity && {
      ...{ kind, account, severity },
      region: regionOfObject(owned),
      since: object.statusSince,
      object: shownObject(account, owned),
      message: object.reason ?? '',
    }
  )
}

/** The problem of a task that has failed. */
export function taskProblem(task: ShownTask): InventoryProblem {
  const { account, region, endedAt: since, detail: message } = task
  return { kind: 'task', account, region, severity: 'warning', since, message, task }
}
