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

/**
 * Why an action is not available in a state, as a translation key; undefined if it is available.
 */
export function obstacle(deed: Deed, status: Status) {
  if (deed === 'pause') return serviceObstacle('PauseClusterService', status)
  return deed === 'resume' ? serviceObstacle('ResumeClusterService', status) : undefined
}
