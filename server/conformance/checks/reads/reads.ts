import type { Action } from '../../../../src/contract/action'
import { actions } from '../../../../src/contract/index'
import type { Check, Context } from '../check'
import { readChecksOf } from '../derived/derived'
import type { TargetResources } from '../parameters'
import { clusterReads } from './clusters'
import { monitoringReads } from './monitoring'
import { registryReads } from './registry'
import { serviceReads } from './services'

/** The existing resources of the endpoint, as requests name them. */
const placeOf = ({ world }: Context): TargetResources => ({
  clusterId: world.cluster?.clusterId,
  clusterRegion: world.cluster?.regionId,
  namespace: world.service?.namespace,
  serviceName: world.service?.serviceName,
  instance: world.instance?.name,
  node: world.nodes[0]?.instanceId,
  reponame: world.repository?.reponame,
  vpcId: world.vpcId,
})

const allActions: readonly Action[] = Object.values(actions)
const reads = allActions.filter(({ mutates }) => !mutates)
const specific = [...clusterReads, ...serviceReads, ...registryReads, ...monitoringReads]

/** The checks of all reads, in the order of the contract. */
export const readChecks: readonly Check[] = reads.flatMap((action) => [
  ...readChecksOf(action, placeOf),
  ...specific.filter((check) => check.action === action.name),
])
