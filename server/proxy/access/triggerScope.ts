import { ListTrigger } from '../../../src/contract/actions/registry/triggers'
import { type Fields, isFields } from '../../../src/contract/fields'
import type { Scope } from '../ports'
import type { Heard } from '../upstream/answer'
import type { Outgoing } from '../upstream/signedRequest'
import { isTargetInScope } from './listScope'
import { beyond, isLimited } from './scope'

type Send = (call: Outgoing) => Promise<Pick<Heard, 'data'>>

/** They name a trigger, and at the most what it shall update from now on. */
const writes: readonly string[] = ['ModifyUpdateServiceTrigger', 'DeleteUpdateServiceTrigger']

/** 403 for a write to a trigger that updates what the person does not reach; the cloud tells what that is. */
export async function requireTriggerScope(
  { user, scope }: { user: string; scope: Scope },
  { action, account, region }: Outgoing,
  { triggerName }: Fields,
  send: Send,
): Promise<void> {
  const isNarrow = (['regions', 'clusters', 'namespaces'] as const).some((one) =>
    isLimited(scope, one),
  )
  if (!isNarrow || !writes.includes(action.name)) return
  const { data } = await send({ action: ListTrigger, account, region, params: { triggerName } })
  const found = isFields(data) && Array.isArray(data.triggerInfo) ? data.triggerInfo : []
  const isReached = (one: unknown) =>
    isFields(one) && one.triggerName === triggerName && isTargetInScope(scope, one)
  // Where there is none of the name, the cloud says so better than we do.
  if (found.length === 0 || found.some(isReached)) return
  throw beyond(user, `what the trigger ${triggerName} updates`, Object.values(scope).flat())
}
