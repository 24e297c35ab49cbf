import { ApiError } from '../../../../api/client/error'
import { type Ask, useGather } from '../../../../api/client/gather'
import { DescribeClusterServiceInfo } from '../../../../contract/actions/services/services'
import { regionShort } from '../../registryState'
import { type TriggerTarget, targetKey } from '../log/firing'

/** Current state of a trigger's target. */
export type TargetState =
  | { kind: 'there'; image: string }
  | { kind: 'missing'; what: 'cluster' | 'namespace' | 'service' | 'container' }
  | { kind: 'unknown' }

/** The API's code for a resource that does not exist. */
const notFound = 5000

function missingState(error: unknown): TargetState {
  if (!(error instanceof ApiError)) throw error
  if (error.code !== notFound) return { kind: 'unknown' }
  if (error.codeDesc.startsWith('Cluster')) return { kind: 'missing', what: 'cluster' }
  if (error.codeDesc.startsWith('Namespace')) return { kind: 'missing', what: 'namespace' }
  return { kind: 'missing', what: 'service' }
}

async function stateOf(ask: Ask, target: TriggerTarget): Promise<TargetState> {
  const { clusterId, namespace, serviceName, containerName, clusterRegion } = target
  const region = regionShort(clusterRegion)
  if (region === undefined) return { kind: 'unknown' }
  try {
    const serviceParams = { clusterId, namespace, serviceName }
    const { service } = await ask(DescribeClusterServiceInfo, region, serviceParams)
    const match = service.containers.find((container) => container.containerName === containerName)
    return match ? { kind: 'there', image: match.image } : { kind: 'missing', what: 'container' }
  } catch (error) {
    return missingState(error)
  }
}

/** A form has no target until all its parts are selected. */
export const isComplete = ({ clusterId, namespace, serviceName, containerName }: TriggerTarget) =>
  [clusterId, namespace, serviceName, containerName].every((value) => value !== '')

/** The triggers' target containers by `targetKey`: whether they exist, and their images. */
export function useTargets(all: readonly TriggerTarget[]) {
  const targets = all.filter(isComplete)
  const keys = [...new Set(targets.map(targetKey))].sort()
  const byKey = new Map(targets.map((target) => [targetKey(target), target]))
  return useGather({
    name: 'targets',
    params: keys,
    enabled: keys.length > 0,
    work: async (ask) => {
      const states = keys.map(async (key): Promise<[string, TargetState]> => {
        const target = byKey.get(key)
        return [key, target ? await stateOf(ask, target) : { kind: 'unknown' }]
      })
      return new Map(await Promise.all(states))
    },
  })
}
