import type * as z from 'zod/mini'
import type { serviceStatus as statuses } from '../../../../src/contract/actions/services/serviceInfo'
import { annotations } from '../annotations'
import type { Deployment } from '../objects/deployment'
import type { Workload } from '../services/workload'
import type { PodView } from './podView'

type Status = z.output<typeof statuses>

const conditionOf = ({ status }: Deployment, type: string) =>
  status.conditions?.find((condition) => condition.type === type)

function isUpdating({ deployment, replicaSets: [, ...older] }: Workload): boolean {
  const { metadata, spec, status } = deployment
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) return true
  if (older.some((replicaSet) => replicaSet.status.replicas > 0)) return true
  if ((status.updatedReplicas ?? 0) < spec.replicas) {
    return conditionOf(deployment, 'Progressing')?.reason !== 'NewReplicaSetAvailable'
  }
  return false
}

/**
 * Status of a service. The pods of the newest revision decide, because Kubernetes reports a rollout
 * as complete once its pods were available, even if they crash later. Older pods don't count,
 * because an update may be their fix.
 */
export function serviceStatus(
  workload: Workload,
  newest: readonly PodView[],
  ready: number,
): Status {
  const { deployment } = workload
  if (deployment.metadata.deletionTimestamp) return 'Waiting'
  if (deployment.spec.paused) return 'Paused'
  const progressing = conditionOf(deployment, 'Progressing')
  if (progressing?.status === 'False' && progressing.reason === 'ProgressDeadlineExceeded') {
    return 'Abnormal'
  }
  if (conditionOf(deployment, 'ReplicaFailure')?.status === 'True') return 'Abnormal'
  if (newest.some(({ states }) => states.some((state) => state.isPermanent))) return 'Abnormal'
  if (isUpdating(workload)) {
    return annotations.isRollback(deployment, workload.replicaSets[0]) ? 'RollingBack' : 'Updating'
  }
  return ready < deployment.spec.replicas ? 'Waiting' : 'Normal'
}
