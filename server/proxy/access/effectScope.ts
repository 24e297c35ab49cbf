import type { Effect } from '../../../src/contract/facts'
import { type Fields, isFields } from '../../../src/contract/fields'
import { actions, isActionName } from '../../../src/contract/index'
import type { Scope } from '../ports'
import type { OutgoingCall } from '../upstream/signedRequest'
import { isRowInScope } from './lists/listScope'
import type { CallLocation, Send } from './readAll'
import { isImageEffectOutsideScope } from './registryEffects'
import { isLimited, outOfScope } from './scope'

type TargetRead = Extract<Effect, { kind: 'existing' }>

/** Whether the resource that a call changes is outside the scope, read from the API. */
async function isTargetOutsideScope(
  scope: Scope,
  { param, read }: TargetRead,
  params: Fields,
  location: CallLocation,
  send: Send,
  isRepeated: boolean,
): Promise<boolean> {
  const list = isActionName(read) ? actions[read] : undefined
  const lists = list?.lists
  if (!list || !lists) return true
  const name = params[param]
  const { data } = await send({ ...location, action: list, params: { [param]: name } })
  const rows = isFields(data) ? data[lists.items] : undefined
  const targets: readonly unknown[] = Array.isArray(rows) ? rows : []
  // An unknown name gets the same refusal as a name outside the scope. A repeated call passes,
  // because the first call may have deleted or renamed the target.
  if (targets.length === 0) return !isRepeated
  return !targets.some(
    (row) => isFields(row) && row[param] === name && isRowInScope(scope, lists, row),
  )
}

/**
 * Throws 403 for a write whose effects exceed the user's scope, such as a push that fires a trigger
 * in another region. The parameters describe only the new state, so the current state is read from
 * the API. `requireScope` checks effects that need no read.
 */
export async function requireEffectScope(
  { user, scope }: { user: string; scope: Scope },
  { action, account, region }: OutgoingCall,
  params: Fields,
  send: Send,
  isRepeated = false,
): Promise<void> {
  if (!(['regions', 'clusters', 'namespaces'] as const).some((item) => isLimited(scope, item)))
    return
  const location = { account, region }
  for (const effect of action.effects ?? []) {
    const isBeyond =
      effect.kind === 'existing'
        ? await isTargetOutsideScope(scope, effect, params, location, send, isRepeated)
        : effect.kind === 'images' &&
          (await isImageEffectOutsideScope(scope, effect, params, location, send))
    if (!isBeyond) continue
    const what = `everything that ${action.name} affects`
    throw outOfScope(user, what, Object.values(scope).flat())
  }
}
