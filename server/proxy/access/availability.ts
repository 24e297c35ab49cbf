import type { Action } from '../../../src/contract/action'
import { actions, isActionName } from '../../../src/contract/index'
import {
  type UnavailableReason,
  unavailableCode,
  unavailableMessages,
} from '../../../src/contract/rules/unavailable'
import { publicCodes } from '../../../src/contract/tables/publicCodes'
import { Problem } from '../http/problem'
import type { Account } from '../ports'
import { httpStatuses } from '../upstream/statuses'

type Available = Pick<Account, 'unavailable'>

const reasonFor = ({ unavailable }: Available, name: string): UnavailableReason | undefined =>
  isActionName(name) ? unavailable?.[name] : undefined

/**
 * Every action of the contract: true, or the reason why the account's backend does not answer it.
 */
export function availabilityOf(account: Available): Record<string, true | UnavailableReason> {
  const names = Object.values<Action>(actions).map(({ name }) => name)
  return Object.fromEntries(names.map((name) => [name, reasonFor(account, name) ?? true]))
}

/**
 * Refuses an action that the account's backend does not answer, before the call is signed. Status, code
 * and message are those of the endpoint's own refusal.
 */
export function requireAvailable(account: Available, { name }: Pick<Action, 'name'>): void {
  const reason = reasonFor(account, name)
  if (reason === undefined) return
  const code = unavailableCode(reason)
  throw new Problem(
    httpStatuses[code] ?? 502,
    publicCodes[code].name,
    unavailableMessages[reason],
    {
      code,
      reason,
    },
  )
}
