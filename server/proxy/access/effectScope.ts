import { type Fields, isFields } from '../../../src/contract/fields'
import { actions, isActionName } from '../../../src/contract/index'
import type { Scope } from '../ports'
import type { EndpointResponse } from '../upstream/answer'
import type { OutgoingCall } from '../upstream/signedRequest'
import { isRowInScope } from './listScope'
import { beyond, isLimited } from './scope'

type Send = (call: OutgoingCall) => Promise<Pick<EndpointResponse, 'data'>>

/**
 * Throws 403 for a write to a resource whose effects exceed the user's scope, such as a trigger
 * that updates another cluster. The parameters describe only the new state, so the current one is
 * read from the API.
 */
export async function requireEffectScope(
  { user, scope }: { user: string; scope: Scope },
  { action, account, region }: OutgoingCall,
  params: Fields,
  send: Send,
): Promise<void> {
  const { effects } = action
  if (effects?.kind !== 'existing') return
  if (!(['regions', 'clusters', 'namespaces'] as const).some((one) => isLimited(scope, one))) return
  const { param, read } = effects
  const name = params[param]
  const list = isActionName(read) ? actions[read] : undefined
  const lists = list?.lists
  const refused = beyond(user, `the effects of ${param} ${name}`, Object.values(scope).flat())
  if (!list || !lists) throw refused
  const { data } = await send({ action: list, account, region, params: { [param]: name } })
  const rows = isFields(data) ? data[lists.items] : undefined
  const found: readonly unknown[] = Array.isArray(rows) ? rows : []
  // The API reports unknown names more precisely.
  if (found.length === 0) return
  const isReached = (row: unknown) =>
    isFields(row) && row[param] === name && isRowInScope(scope, lists, row)
  if (!found.some(isReached)) throw refused
}
