import { failedServicePrecondition } from '../../../contract/rules/preconditions'
import type { Status } from '../serviceState'

export type ServiceMenuAction =
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
export function failedPreconditionOf(id: ServiceMenuAction, status: Status) {
  if (id === 'pause') return failedServicePrecondition('PauseClusterService', status)
  return id === 'resume' ? failedServicePrecondition('ResumeClusterService', status) : undefined
}
