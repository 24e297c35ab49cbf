import { serviceObstacle } from '../../../contract/rules/preconditions'
import type { Status } from '../serviceState'

export type Deed =
  | 'scale'
  | 'image'
  | 'pause'
  | 'resume'
  | 'rollback'
  | 'redeploy'
  | 'describe'
  | 'delete'

/** Why a deed makes no sense in a state, as a key of the area's texts; undefined: it can be done. */
export function obstacle(deed: Deed, status: Status) {
  if (deed === 'pause') return serviceObstacle('PauseClusterService', status)
  return deed === 'resume' ? serviceObstacle('ResumeClusterService', status) : undefined
}
