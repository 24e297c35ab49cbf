import { DescribeClusterInstances } from '../../../../src/contract/actions/clusters/clusters'
import { isFields } from '../../../../src/contract/fields'
import { Problem } from '../../http/problem'
import type { Scope } from '../../ports'
import type { OutgoingCall } from '../../upstream/signedRequest'
import { type CallLocation, readAll, type Send } from '../readAll'

/**
 * Returns the IDs of a cluster's machines; none for a cluster of another region, which the endpoint
 * does not know.
 */
export async function readMachineIds(
  clusterId: string,
  location: CallLocation,
  send: Send,
): Promise<string[]> {
  const pages = { action: DescribeClusterInstances, items: 'nodes', params: { clusterId } }
  try {
    return (await readAll(send, location, pages)).map(({ instanceId }) => String(instanceId))
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return []
    throw error
  }
}

/**
 * Returns a filter for lists of machines and of resources attached to machines; undefined for other
 * lists, and for users who are not limited to clusters. Such rows name no cluster, so the filter
 * reads the clusters' machines.
 */
export async function machineFilter(
  { clusters }: Scope,
  { action, account, region }: OutgoingCall,
  send: Send,
): Promise<((row: unknown) => boolean) | undefined> {
  const field = action.lists?.machine
  if (field === undefined || !clusters) return undefined
  const location = { account, region }
  const machineIdsInScope = new Set(
    (await Promise.all(clusters.map((cluster) => readMachineIds(cluster, location, send)))).flat(),
  )
  return (row) => isFields(row) && machineIdsInScope.has(String(row[field]))
}
