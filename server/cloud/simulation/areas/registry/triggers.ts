import type { ResponseOf } from '../../../../../src/contract/action'
import { tagsIn } from '../../../../../src/contract/actions/registry/tagList'
import type * as contract from '../../../../../src/contract/actions/registry/triggers'
import { isTagName } from '../../../../../src/contract/formats/imageReference'
import { regions } from '../../../../../src/contract/rules/regions'
import { matcherOf } from '../../../../../src/contract/rules/triggerMatch'
import { invalid } from '../../../apiError'
import { beijingTime } from '../../../beijingTime'
import type { Context, Handler, Handlers } from '../../handler'
import { appId } from '../../seed/account'
import type { Trigger } from '../../world/registryResources'
import { serviceIn } from '../services/find'
import { checkLimit, existsAlready, notFoundError, repositoryIn } from './find'

type Info = ResponseOf<typeof contract.ListTrigger>['triggerInfo'][number]

/** The API documentation defines no other values (获取触发器). */
export const triggerType = { invokeSource: 'IMAGE_PUSH', invokeAction: 'SERVICE_UPDATE' } as const

const infoOf = (trigger: Trigger): Info => ({
  triggerName: trigger.id,
  repoName: trigger.reponame,
  ...triggerType,
  createTime: beijingTime(trigger.createdAt),
  updateTime: beijingTime(trigger.updatedAt),
  invokeCondition: trigger.condition,
  invokePara: { appId, ...trigger.target },
})

const newestFirst = (a: Trigger, b: Trigger) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1)

const ListTrigger: Handler<typeof contract.ListTrigger> = (params, { world }) => {
  const { triggerName, reponame, offset, limit } = params
  const matches = (
    reponame === undefined ? world.all('trigger') : world.ownedBy('trigger', reponame)
  )
    .filter((repository) => triggerName === undefined || repository.id === triggerName)
    .sort(newestFirst)
  return {
    totalCount: matches.length,
    triggerInfo: matches.slice(offset, offset + limit).map(infoOf),
  }
}

/** Throws if the condition is invalid; the message points to the invalid part. */
function checkCondition({ invokeMethod, invokeExpr }: Trigger['condition']): void {
  if (invokeMethod === 'all') return
  const invalidTag = tagsIn(invokeExpr).find((tag) => !isTagName(tag))
  if (invokeMethod === 'taglist' && invalidTag !== undefined) {
    throw invalid('invokeExpr', `names ${invalidTag}, which no tag can be called`)
  }
  const isEmpty = invokeMethod === 'taglist' ? tagsIn(invokeExpr).length === 0 : invokeExpr === ''
  if (isEmpty) throw invalid('invokeExpr', `is required when invokeMethod is ${invokeMethod}`)
  const { fault } = matcherOf({ invokeMethod, invokeExpr })
  if (!fault) return
  const problem = `${fault.message} at character ${fault.from + 1}`
  throw invalid(
    'invokeExpr',
    `is no regular expression: ${problem}, ${invokeExpr.slice(fault.from, fault.to)}`,
  )
}

/** Throws if the target service or container does not exist. */
function checkTarget(context: Context, target: Trigger['target']): void {
  const region = regions.find(({ id }) => id === target.clusterRegion) ?? context.region
  const { template, name } = serviceIn({ ...context, region }, target)
  if (template.containers.some((container) => container.containerName === target.containerName))
    return
  throw invalid('containerName', `${target.containerName} is not a container of service ${name}`)
}

const AddUpdateServiceTrigger: Handler<typeof contract.AddUpdateServiceTrigger> = (
  params,
  context,
) => {
  const { world, now } = context
  const { triggerName, reponame, invokeMethod, invokeExpr = '', ...target } = params
  const condition = { invokeMethod, invokeExpr }
  repositoryIn(context, reponame)
  checkCondition(condition)
  if (world.get('trigger', triggerName)) throw existsAlready('trigger', triggerName)
  checkTarget(context, target)
  checkLimit(world, 'triggers', world.all('trigger').length)
  const trigger = { id: triggerName, reponame, condition, target, createdAt: now, updatedAt: now }
  world.put('trigger', trigger)
  return {}
}

function triggerIn({ world }: Context, name: string): Trigger {
  const trigger = world.get('trigger', name)
  if (!trigger) throw notFoundError('Trigger', name)
  return trigger
}

/**
 * Keeps the stored expression only if the method stays the same, because the method determines the
 * meaning of the expression.
 */
function conditionOf(
  { condition }: Trigger,
  { invokeMethod, invokeExpr }: Partial<Trigger['condition']>,
): Trigger['condition'] {
  const method = invokeMethod ?? condition.invokeMethod
  const keptExpr = method === condition.invokeMethod && method !== 'all' ? condition.invokeExpr : ''
  return { invokeMethod: method, invokeExpr: invokeExpr ?? keptExpr }
}

const ModifyUpdateServiceTrigger: Handler<typeof contract.ModifyUpdateServiceTrigger> = (
  params,
  context,
) => {
  const { world, now } = context
  const trigger = triggerIn(context, params.triggerName)
  const { reponame = trigger.reponame, newTriggerName: id = trigger.id } = params
  const { invokeMethod, invokeExpr } = params
  const {
    serviceName = trigger.target.serviceName,
    clusterId = trigger.target.clusterId,
    namespace = trigger.target.namespace,
    containerName = trigger.target.containerName,
    clusterRegion = trigger.target.clusterRegion,
  } = params
  repositoryIn(context, reponame)
  const condition = conditionOf(trigger, {
    ...(invokeMethod && { invokeMethod }),
    ...(invokeExpr !== undefined && { invokeExpr }),
  })
  if (condition.invokeMethod === 'all' && condition.invokeExpr !== '') {
    throw invalid('invokeExpr', 'must be empty when invokeMethod is all')
  }
  checkCondition(condition)
  if (id !== trigger.id && world.get('trigger', id)) throw existsAlready('trigger', id)
  const target = { serviceName, clusterId, namespace, containerName, clusterRegion }
  if (JSON.stringify(target) !== JSON.stringify(trigger.target)) checkTarget(context, target)
  world.remove('trigger', trigger.id)
  world.put('trigger', { ...trigger, id, reponame, condition, target, updatedAt: now })
  return {}
}

const DeleteUpdateServiceTrigger: Handler<typeof contract.DeleteUpdateServiceTrigger> = (
  { triggerName },
  context,
) => {
  context.world.remove('trigger', triggerIn(context, triggerName).id)
  return {}
}

export const registryTriggers: Handlers<typeof contract> = {
  ListTrigger,
  AddUpdateServiceTrigger,
  ModifyUpdateServiceTrigger,
  DeleteUpdateServiceTrigger,
}
