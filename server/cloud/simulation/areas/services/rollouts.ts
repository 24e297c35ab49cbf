import type * as contract from '../../../../../src/contract/actions/services/services'
import {
  failedServicePrecondition,
  type ServiceAction,
} from '../../../../../src/contract/rules/preconditions'
import { denied } from '../../../apiError'
import type { Context, Handler } from '../../handler'
import { restoredAccess } from '../../lifecycle/service/access'
import { redeploy, rollBack } from '../../lifecycle/service/rolloutChanges'
import { serviceView } from '../../lifecycle/service/view'
import { clusterIn } from '../../refusals'
import type { Service } from '../../world/serviceResources'
import { changeableService, putChanged, recordAction, recordLostBalancer } from './find'

/** Throws if the service's current status does not allow the action. */
function checkStatus(action: ServiceAction, service: Service, { world, now }: Context): void {
  const failed = failedServicePrecondition(action, serviceView(world, service, now).status)
  if (failed === 'isPaused') {
    throw denied('ServicePaused', `service ${service.name} is paused already`)
  }
  if (failed) throw denied('ServiceNotPaused', `service ${service.name} is not paused`)
}

export const PauseClusterService: Handler<typeof contract.PauseClusterService> = (
  params,
  context,
) => {
  const service = changeableService(context, params)
  checkStatus('PauseClusterService', service, context)
  putChanged(context, { ...service, paused: true })
  recordAction(context, service, 'DeploymentPaused', 'Deployment is paused')
  return {}
}

export const ResumeClusterService: Handler<typeof contract.ResumeClusterService> = (
  params,
  context,
) => {
  const service = changeableService(context, params)
  checkStatus('ResumeClusterService', service, context)
  putChanged(context, { ...service, paused: false })
  recordAction(context, service, 'DeploymentResumed', 'Deployment is resumed')
  return {}
}

export const RollBackClusterService: Handler<typeof contract.RollBackClusterService> = (
  params,
  context,
) => {
  const service = changeableService(context, params)
  const cluster = clusterIn(context, params.clusterId)
  const rolledBack = rollBack(service, context.now, (access) =>
    restoredAccess(cluster, service, access, context),
  )
  if (!rolledBack) {
    throw denied(
      'ServiceRollbackNotFound',
      `service ${service.name} has not been updated: there is no configuration to roll back to`,
    )
  }
  recordLostBalancer(context, service, rolledBack.access)
  putChanged(context, rolledBack)
  recordAction(
    context,
    rolledBack,
    'DeploymentRollback',
    `Rolled back to revision ${rolledBack.revision}`,
  )
  return {}
}

export const RedeployClusterService: Handler<typeof contract.RedeployClusterService> = (
  params,
  context,
) => {
  const service = changeableService(context, params)
  const redeployed = redeploy(service, {}, context.now)
  putChanged(context, redeployed)
  recordAction(
    context,
    redeployed,
    'DeploymentUpdated',
    `Redeployed as revision ${redeployed.revision}`,
  )
  return {}
}
