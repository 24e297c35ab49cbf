import { type ActionName, type Actions, actions, isActionName } from '../../../src/contract/index'
import type { UnavailableReason } from '../../../src/contract/rules/unavailable'
import type { Backend, Handlers } from '../backend'
import type { Clusters } from './clusters/find'
import { needs } from './rights/needs'

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

/**
 * Why an action with a handler is unavailable: no cluster of the account permits it. A failed
 * review counts as permitted, and so does an account without clusters.
 */
function lackingRight(name: ActionName, clusters: Clusters): UnavailableReason | undefined {
  const rights = needs[name] ?? []
  if (rights.length === 0 || clusters.length === 0) return undefined
  const lacking = clusters.map(({ cache }) => rights.find((right) => cache.isDenied(right)))
  if (lacking.some((right) => right === undefined)) return undefined
  const isLimited = clusters.every(
    ({ cache }, index) => cache.rights.isLimited && !lacking[index]?.isNamespaced,
  )
  return isLimited ? 'limitedToNamespaces' : 'notPermitted'
}

/** The reasons for actions that the present rights of the account do not allow. */
export function unavailableByRights(
  handlers: Handlers,
  clusters: Clusters,
): NonNullable<Backend['unavailable']> {
  const answered = Object.keys(handlers).filter(isActionName)
  return Object.fromEntries(
    answered.flatMap((name) => {
      const reason = lackingRight(name, clusters)
      return reason === undefined ? [] : [[name, reason]]
    }),
  )
}

/** The reason for each action without a handler. */
export function unavailableWithout(handlers: Handlers): NonNullable<Backend['unavailable']> {
  const missing = Object.keys(actions)
    .filter(isActionName)
    .filter((name) => !handlers[name])
  return Object.fromEntries(missing.map((name) => [name, reasonFor(actions[name])]))
}
