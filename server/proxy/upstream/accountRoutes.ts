import { checkAccount, listAccounts } from '../../../src/contract/console/accounts'
import { isInScope } from '../access/scope'
import type { Sessions } from '../auth/session/sessions'
import { Problem } from '../http/problem'
import { respond } from '../http/responses'
import type { Handlers } from '../http/routes'
import type { ProxyPorts } from '../ports'
import type { AccountStates } from './accountState'
import type { OutgoingCall } from './signedRequest'

/**
 * GET /api/accounts: the last known state of each account and region. POST /api/accounts/<name>:
 * checks an account in each of its regions. Neither response contains a key.
 */
export function createAccountRoutes(
  { accounts }: ProxyPorts,
  sessions: Sessions,
  states: AccountStates,
  probe: (call: OutgoingCall) => Promise<unknown>,
) {
  return {
    [listAccounts.id]: async (context) => {
      const principal = await sessions.principal(context.request, context.peer)
      return respond(context, listAccounts, states.view(principal))
    },

    [checkAccount.id]: async (context) => {
      const { request, peer, name } = context
      const unknown = () =>
        new Problem(404, 'UnknownAccount', `The account ${name} does not exist.`)
      const principal = await sessions.principal(request, peer)
      const account = accounts.find((candidate) => candidate.name === name)
      if (!account || !isInScope(principal.scope, 'accounts', name)) {
        throw unknown()
      }
      await states.check(account, probe)
      const state = states.view(principal).find((item) => item.name === name)
      if (!state) throw unknown()
      return respond(context, checkAccount, state)
    },
  } satisfies Partial<Handlers>
}
