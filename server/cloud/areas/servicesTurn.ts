import type * as contract from '../../../src/contract/services'
import type { Handler } from '../handler'
import { redeployed, rolledBack } from '../lifecycle/rolloutTurns'
import { denied } from '../refusals'
import { changeable, keep, noteDone } from './servicesFind'

export const PauseClusterService: Handler<typeof contract.PauseClusterService> = (
  params,
  context,
) => {
  const service = changeable(context, params)
  if (service.paused) throw denied('ServicePaused', `service ${service.name} is paused already`)
  keep(context, { ...service, paused: true })
  noteDone(context, service, 'DeploymentPaused', 'Deployment is paused')
  return {}
}

export const ResumeClusterService: Handler<typeof contract.ResumeClusterService> = (
  params,
  context,
) => {
  const service = changeable(context, params)
  if (!service.paused) throw denied('ServiceNotPaused', `service ${service.name} is not paused`)
  keep(context, { ...service, paused: false })
  noteDone(context, service, 'DeploymentResumed', 'Deployment is resumed')
  return {}
}

export const RollBackClusterService: Handler<typeof contract.RollBackClusterService> = (
  params,
  context,
) => {
  const service = changeable(context, params)
  const back = rolledBack(service, context.now)
  if (!back) {
    throw denied(
      'ServiceRollbackNotFound',
      `service ${service.name} has not been updated: there is no configuration to roll back to`,
    )
  }
  keep(context, back)
  noteDone(context, back, 'DeploymentRollback', `Rolled back to revision ${back.revision}`)
  return {}
}

export const RedeployClusterService: Handler<typeof contract.RedeployClusterService> = (
  params,
  context,
) => {
  const service = changeable(context, params)
  const again = redeployed(service, service.template, context.now)
  keep(context, again)
  noteDone(context, again, 'DeploymentUpdated', `Redeployed as revision ${again.revision}`)
  return {}
}
