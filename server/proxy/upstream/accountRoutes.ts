import { isInScope } from '../access/scope'
import type { Sessions } from '../auth/sessions'
import { Problem } from '../http/problem'
import { success } from '../http/responses'
import type { Routes } from '../http/routes'
import type { ProxyPorts } from '../ports'
import type { AccountStates } from './accountState'
import type { Outgoing } from './signedRequest'

/**
 * GET /api/accounts: what each account and region was last heard of; POST /api/accounts/<name> asks an
 * account in each of its regions. Never a key.
 */
export function createAccountRoutes(
  { accounts }: ProxyPorts,
  sessions: Sessions,
  states: AccountStates,
  probe: (call: Outgoing) => Promise<unknown>,
): Routes {
  return {
    'GET /api/accounts': async ({ request, peer }) =>
      success(states.view(await sessions.person(request, peer))),

    'POST /api/accounts/:name': async ({ request, peer, name }) => {
      const person = await sessions.person(request, peer)
      const account = accounts.find((one) => one.name === name)
      if (!account || !isInScope(person.scope, 'accounts', name)) {
        throw new Problem(404, 'UnknownAccount', `There is no account ${name}.`)
      }
      await states.check(account, probe)
      return success(states.view(person).find((one) => one.name === name))
    },
  }
}
