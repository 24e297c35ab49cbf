import { DescribeClusterInstances } from '../../../../src/contract/actions/clusters/clusters'
import { isFields } from '../../../../src/contract/fields'
import { Problem } from '../../http/problem'
import type { Scope } from '../../ports'
import type { OutgoingCall } from '../../upstream/signedRequest'
import { type CallPlace, readAll, type Send } from '../readAll'

/**
 * IDs of a cluster's machines; none for a cluster of another region, which the API does not find
 * here.
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
 * Removes machines of other clusters, and resources attached to them, from the response to a user
 * limited to clusters. Such rows name no cluster, so the clusters' machines are read.
 */
export async function withOwnMachines(
  scope: Scope,
  { action, account, region }: OutgoingCall,
  data: unknown,
  send: Send,
): Promise<unknown> {
  const { lists, paging } = action
  const field = lists?.machine
  if (!lists || field === undefined || !scope.clusters || !isFields(data)) return data
  const rows = data[lists.items]
  if (!Array.isArray(rows)) return data
  const place = { account, region }
  const own = new Set(
    (await Promise.all(scope.clusters.map((one) => machinesOf(one, place, send)))).flat(),
  )
  const kept = rows.filter((row: unknown) => isFields(row) && own.has(String(row[field])))
  const total = paging?.total ?? 'totalCount'
  const count = data[total]
  const hidden = rows.length - kept.length
  // Without a machine in scope, hide the total number too.
  const left = typeof count === 'number' && own.size > 0 ? count - hidden : 0
  return { ...data, [lists.items]: kept, ...(typeof count === 'number' && { [total]: left }) }
}
