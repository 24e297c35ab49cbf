import {
  type ClusterAction,
  failedServicePrecondition,
  isServiceBeingDeleted,
} from '../../../contract/rules/preconditions'

/** The actions of a service's menu, and the API's actions that they call. */
export const serviceActions = {
  scale: 'ModifyServiceReplicas',
  image: 'ModifyClusterServiceImage',
  pause: 'PauseClusterService',
  resume: 'ResumeClusterService',
  rollback: 'RollBackClusterService',
  redeploy: 'RedeployClusterService',
  describe: 'ModifyServiceDescription',
  delete: 'DeleteClusterService',
} as const satisfies Readonly<Record<string, ClusterAction>>

export type ServiceMenuAction = keyof typeof serviceActions

/** Why a service's state forbids an action, as a translation key; undefined if it is allowed. */
export function failedPreconditionOf(
  id: ServiceMenuAction,
  service: { status: string; desiredReplicas: number },
) {
  if (isServiceBeingDeleted(service)) return 'serviceIsDeleting'
  const action = serviceActions[id]
  return action === 'PauseClusterService' || action === 'ResumeClusterService'
    ? failedServicePrecondition(action, service.status)
    : undefined
}
