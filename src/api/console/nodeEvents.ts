import { useQueries } from '@tanstack/react-query'
import { DescribeClusterInstances } from '../../contract/actions/clusters/clusters'
import { listNodeEvents } from '../../contract/console/history'
import { askConsole } from '../client/console'
import { slowPollInterval, useReads } from '../client/read'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'
import type { SeenEvent } from './revisions'

/** The event of a node that became abnormal or, with an empty `reason`, recovered. */
export type NodeEvent = Pick<SeenEvent, 'firstSeen' | 'objName' | 'reason' | 'message'>

/** More than the maximum number of nodes in a cluster. */
const maxNodeEvents = 100

const noEvents: readonly NodeEvent[] = []

/**
 * Reads when nodes became abnormal or recovered, in the order of the clusters. The server records
 * this when the nodes are read, so the nodes are read first.
 */
export function useNodeEvents(
  clusterIds: readonly string[],
  enabled: boolean,
): (readonly NodeEvent[])[] {
  const { account, region } = useCloudLocation()
  const isEnded = useSessionEnded()
  const nodeRequests = clusterIds.map((clusterId) => ({ clusterId, limit: maxNodeEvents }))
  const nodes = useReads(DescribeClusterInstances, nodeRequests, { enabled })
  return useQueries({
    queries: clusterIds.map((clusterId, at) => {
      const nodesOfCluster = nodes[at]?.data?.nodes
      const state = nodesOfCluster?.map(
        (node) => `${node.instanceId} ${node.isNormal} ${node.abnormalReason}`,
      )
      return {
        queryKey: ['nodeEvents', account, region, clusterId, state],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const query = { account, region, clusterId }
          return (await askConsole(listNodeEvents, { query }, { signal })).events
        },
        enabled: enabled && nodesOfCluster !== undefined && !isEnded,
        refetchInterval: slowPollInterval,
        refetchIntervalInBackground: false,
        placeholderData: (before: readonly NodeEvent[] | undefined) => before,
      }
    }),
  }).map(({ data }) => data ?? noEvents)
}
