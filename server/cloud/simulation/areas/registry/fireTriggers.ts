import { registryImage } from '../../../../../src/contract/formats/registryNames'
import { regions } from '../../../../../src/contract/rules/regions'
import { matcherOf } from '../../../../../src/contract/rules/triggerMatch'
import { ApiError } from '../../../apiError'
import { checkConditions } from '../../conditions'
import type { Context } from '../../handler'
import type { Trigger, TriggerLog } from '../../world/registryResources'
import type { World } from '../../world/world'
import { serviceIn } from '../services/find'
import { ModifyClusterServiceImage } from '../services/write'

/** Triggers specify their own region. */
type ContextOfAnyRegion = Omit<Context, 'region'>

type Result = TriggerLog['fired']['invokeResult']

/** Maximum number of trigger logs per repository. */
const maxLogEntries = 200

const failedResult = (returnCode: number, returnMsg: string): Result => ({ returnCode, returnMsg })

/**
 * Updates the container that a trigger targets, as ModifyClusterServiceImage does in the trigger's
 * region.
 */
function invoke(context: ContextOfAnyRegion, { target }: Trigger, image: string): Result {
  const { clusterId, namespace, serviceName, containerName, clusterRegion } = target
  const region = regions.find(({ id }) => id === clusterRegion)
  if (!region) return failedResult(4000, `there is no region ${clusterRegion}`)
  const targetContext = { ...context, region }
  try {
    checkConditions('ModifyClusterServiceImage', { clusterId }, targetContext)
    const serviceParams = { clusterId, namespace, serviceName }
    const { revision, template } = serviceIn(targetContext, serviceParams)
    if (!template.containers.some((container) => container.containerName === containerName)) {
      return failedResult(
        5000,
        `service ${namespace}/${serviceName} has no container ${containerName}`,
      )
    }
    ModifyClusterServiceImage(
      { ...serviceParams, containers: [{ containerName, image }] },
      targetContext,
    )
    const newRevision = serviceIn(targetContext, serviceParams).revision
    return newRevision === revision
      ? { returnCode: 0, returnMsg: `${containerName} is at ${image} already: nothing to update` }
      : { returnCode: 0, returnMsg: `updated to revision ${newRevision}` }
  } catch (error) {
    if (error instanceof ApiError)
      return failedResult(error.code, `${error.codeDesc}: ${error.message}`)
    throw error
  }
}

const newestFirst = (a: TriggerLog, b: TriggerLog) => b.at - a.at || (a.id < b.id ? 1 : -1)

function logRun(world: World, entry: Omit<TriggerLog, 'id'>): TriggerLog {
  const { reponame, at, fired } = entry
  const baseId = `${reponame}/${at}/${fired.triggerName}/${fired.tagName}`
  let id = baseId
  for (let suffix = 2; world.get('triggerLog', id); suffix += 1) id = `${baseId}/${suffix}`
  const log = { ...entry, id }
  world.put('triggerLog', log)
  for (const excessLog of world
    .ownedBy('triggerLog', reponame)
    .sort(newestFirst)
    .slice(maxLogEntries)) {
    world.remove('triggerLog', excessLog.id)
  }
  return log
}

/**
 * Fires the triggers of a repository whose condition matches a pushed tag, in the order of their
 * names: if two triggers target the same container, the last one wins and both are logged. A
 * failing trigger does not stop the remaining triggers.
 */
export function fireTriggers(
  context: ContextOfAnyRegion,
  reponame: string,
  tagName: string,
): TriggerLog[] {
  const { world, now } = context
  const image = registryImage(reponame, tagName)
  return world
    .ownedBy('trigger', reponame)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .filter(({ condition }) => matcherOf(condition).match?.(tagName).fires)
    .map((trigger) =>
      logRun(world, {
        reponame,
        at: now,
        fired: {
          triggerName: trigger.id,
          tagName,
          invokeCondition: trigger.condition,
          invokePara: trigger.target,
          invokeResult: invoke(context, trigger, image),
        },
      }),
    )
}
