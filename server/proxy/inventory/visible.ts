import type { InventoryObject } from '../../../src/contract/console/inventory/objects'
import { isResourceInScope } from '../access/scope'
import type { Account, Scope } from '../ports'
import type { Part } from './estate'

type Location = Pick<InventoryObject, 'account' | 'region' | 'clusterId' | 'namespace'>

/**
 * Whether a user with this scope may see an object or a list. The registry belongs to no region, and
 * its repositories and tags to no cluster, as in the API.
 */
export function isVisible(scope: Scope, { account, region, clusterId, namespace }: Location) {
  const { regions: _, ...withoutRegions } = scope
  const place = { account, region, clusterId: clusterId ?? '', namespace: namespace ?? '' }
  return isResourceInScope(region === '' ? withoutRegions : scope, place)
}

export interface Completeness {
  unread: number
  failing: number
  oldestReadAt: number | null
}

/**
 * Completeness and age of the lists that a user may see. A backend that reports its changes keeps
 * its lists current, however long ago they were read.
 */
export function completenessOf(
  lists: Iterable<readonly [account: Account, part: Part]>,
  scope: Scope,
  now: number,
): Completeness & { lists: number } {
  const result: Completeness & { lists: number } = {
    ...{ lists: 0, unread: 0, failing: 0, oldestReadAt: null },
  }
  for (const [{ name: account, watch }, { ref, readAt, failure }] of lists) {
    if (!isVisible(scope, { ...ref, account })) continue
    result.lists += 1
    if (failure) result.failing += 1
    if (readAt === null) result.unread += 1
    else {
      const currentAt = watch && !failure ? now : readAt
      result.oldestReadAt = Math.min(result.oldestReadAt ?? currentAt, currentAt)
    }
  }
  return result
}
