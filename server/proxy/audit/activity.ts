import { listActivity } from '../../../src/contract/console/audit'
import { isPlaceInScope, requirePlace } from '../access/scope'
import type { Sessions } from '../auth/sessions'
import { placeOf } from '../calls/callRequest'
import { readQuery } from '../http/body'
import { answer } from '../http/responses'
import type { Handlers } from '../http/routes'
import type { ProxyPorts } from '../ports'

const most = 500

/**
 * GET /api/activity: successful operations on a target and on what it contains, for the marks on its
 * charts. Every user who may read the target may know them, without their parameters.
 */
export function createActivityRoutes({ store, accounts }: ProxyPorts, sessions: Sessions) {
  return {
    [listActivity.id]: async (context) => {
      const person = await sessions.person(context.request, context.peer)
      const { target, from, to, ...asked } = readQuery(context, listActivity)
      const { account, region } = placeOf(asked, accounts)
      const [clusterId = '', namespace = ''] = target.split('/')
      requirePlace(person, { account: account.name, region, clusterId, namespace })
      const query = { account: account.name, region, target, from, to, most }
      const rows = await store.activity.list(query)
      // A cluster in the user's scope may hold namespaces beyond it.
      const activity = rows.filter((row) => {
        const [cluster = '', inside = ''] = row.target.split('/')
        const place = { account: account.name, region, clusterId: cluster, namespace: inside }
        return isPlaceInScope(person.scope, place)
      })
      return answer(context, listActivity, { activity })
    },
  } satisfies Partial<Handlers>
}
