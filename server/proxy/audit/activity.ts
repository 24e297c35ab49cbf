import { listActivity } from '../../../src/contract/console/audit'
import { actions, isActionName } from '../../../src/contract/index'
import { isLimited, isResourceInScope, requireResourceInScope } from '../access/scope'
import type { Sessions } from '../auth/session/sessions'
import { resolveLocation } from '../calls/callRequest'
import { readQuery } from '../http/body'
import { respond } from '../http/responses'
import type { Handlers } from '../http/routes'
import type { ProxyPorts, Scope } from '../ports'

const maxEntries = 500

const isLimitedToClusters = (scope: Scope) =>
  isLimited(scope, 'clusters') || isLimited(scope, 'namespaces')

const isRegistryAction = (action: string) => isActionName(action) && actions[action].host === 'ccr'

/**
 * GET /api/activity: successful operations on a target and its children, for chart marks. Every
 * user who may read the target may see them, without parameters.
 */
export function createActivityRoutes({ store, accounts }: ProxyPorts, sessions: Sessions) {
  return {
    [listActivity.id]: async (context) => {
      const principal = await sessions.principal(context.request, context.peer)
      const { target, from, to, ...requested } = readQuery(context, listActivity)
      const { account, region } = resolveLocation(requested, accounts, principal)
      const [clusterId = '', namespace = ''] = target.split('/')
      requireResourceInScope(principal, { account: account.name, region, clusterId, namespace })
      const query = { account: account.name, region, target, from, to, limit: maxEntries }
      const rows = await store.activity.list(query)
      // A cluster within the scope may have namespaces outside it. Targets in the registry belong
      // to no cluster.
      const activity = rows.filter((row) => {
        if (isLimitedToClusters(principal.scope) && isRegistryAction(row.action)) return false
        const [cluster = '', inside = ''] = row.target.split('/')
        const place = { account: account.name, region, clusterId: cluster, namespace: inside }
        return isResourceInScope(principal.scope, place)
      })
      return respond(context, listActivity, { activity })
    },
  } satisfies Partial<Handlers>
}
