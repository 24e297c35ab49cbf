import { type ActionName, type Actions, actions, isActionName } from '../../../src/contract/index'
import type { UnavailableReason } from '../../../src/contract/rules/unavailable'
import type { Backend, Handlers } from '../backend'

/** Actions that need a cloud to create and bill machines. */
const needCloud: ReadonlySet<string> = new Set([
  'CreateCluster',
  'DeleteCluster',
  'AddClusterInstances',
  'AddClusterInstancesFromExistedCvm',
  'DescribeExistedCvmForAddClusterInstances',
  'UpdateInstanceBandwidthHour',
] satisfies ActionName[])

function reasonFor({ name, area, host }: Actions[ActionName]): UnavailableReason {
  if (needCloud.has(name)) return 'notOnBareCluster'
  if (host === 'ccr' || area === 'registry') return 'noRegistry'
  if (host === 'monitor') return 'noPrometheus'
  return 'notYet'
}

/** The reason for each action without a handler. */
export function unavailableWithout(handlers: Handlers): NonNullable<Backend['unavailable']> {
  const missing = Object.keys(actions)
    .filter(isActionName)
    .filter((name) => !handlers[name])
  return Object.fromEntries(missing.map((name) => [name, reasonFor(actions[name])]))
}
