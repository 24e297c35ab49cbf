import { DescribeClusterInstances } from '../../../../src/contract/actions/clusters/clusters'
import { isFields } from '../../../../src/contract/fields'
import { Problem } from '../../http/problem'
import type { Scope } from '../../ports'
import type { OutgoingCall } from '../../upstream/signedRequest'
import { type CallPlace, readAll, type Send } from '../readAll'

/**
 * IDs of a cluster's machines; none for a cluster of another region, which the endpoint does not
 * know.
 */
export async function machinesOf(
  clusterId: string,
  place: CallPlace,
  send: Send,
): Promise<string[]> {
  const pages = { action: DescribeClusterInstances, items: 'nodes', params: { clusterId } }
  try {
    return (await readAll(send, place, pages)).map(({ instanceId }) => String(instanceId))
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return []
    throw error
  }
}

/**
 * Filter for rows of machines, or of resources attached to machines, for users limited to clusters;
 * undefined for other lists and users. The rows name no cluster, so the clusters' machines are
 * read.
 */
export async function machineFilter(
  { clusters }: Scope,
  { action, account, region }: OutgoingCall,
  send: Send,
): Promise<((row: unknown) => boolean) | undefined> {
  const field = action.lists?.machine
  if (field === undefined || !clusters) return undefined
  const place = { account, region }
  const own = new Set(
    (await Promise.all(clusters.map((one) => machinesOf(one, place, send)))).flat(),
  )
  return (row) => isFields(row) && own.has(String(row[field]))
}
