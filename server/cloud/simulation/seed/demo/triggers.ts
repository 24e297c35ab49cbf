import { regionOf } from '../../../../../src/contract/rules/regions'
import { hashOf } from '../../world/hash'
import type { Trigger, TriggerLog } from '../../world/registryResources'
import type { World } from '../../world/world'
import type { TriggerSpec } from '../registrySpecs'

const day = 86_400_000

function targetOf(world: World, spec: TriggerSpec): Trigger['target'] {
  const cluster = world.all('cluster').find((item) => item.name === spec.cluster)
  const region = regionOf(cluster?.region ?? '')?.id
  const regionIds = [1, 4, 5, 7, 8, 9, 16] as const
  const clusterRegion = regionIds.find((regionId) => regionId === region)
  if (!cluster || !clusterRegion) throw new Error(`no trigger can target cluster ${spec.cluster}`)
  const { namespace, service: serviceName, container: containerName } = spec
  return { serviceName, clusterId: cluster.id, namespace, containerName, clusterRegion }
}

const resultOf = ({ fails, revision }: NonNullable<TriggerSpec['fired']>[number]) =>
  fails === undefined
    ? { returnCode: 0, returnMsg: `updated to revision ${revision}` }
    : { returnCode: 5000, returnMsg: fails }

/** Adds triggers and their logs to the world; the target clusters must exist. */
export function buildTriggers(world: World, specs: readonly TriggerSpec[], now: number): void {
  for (const spec of specs) {
    const { name, reponame, method, expr = '', daysAgo, fired = [] } = spec
    const createdAt = now - daysAgo * day - (hashOf(name) % 3600) * 1000
    const condition = { invokeMethod: method, invokeExpr: expr }
    const target = targetOf(world, spec)
    world.put('trigger', { id: name, reponame, condition, target, createdAt, updatedAt: createdAt })
    for (const item of fired) {
      const at = now - Math.round(item.daysAgo * day)
      const log: TriggerLog = {
        id: `${reponame}/${at}/${name}/${item.tag}`,
        reponame,
        at,
        fired: {
          triggerName: name,
          tagName: item.tag,
          invokeCondition: condition,
          invokePara: target,
          invokeResult: resultOf(item),
        },
      }
      world.put('triggerLog', log)
    }
  }
}
