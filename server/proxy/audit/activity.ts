import { isPlaceInScope, requirePlace } from '../access/scope'
import type { Sessions } from '../auth/sessions'
import { placeOf } from '../calls/callRequest'
import { invalid } from '../http/problem'
import { success } from '../http/responses'
import type { Routes } from '../http/routes'
import type { ProxyPorts } from '../ports'

const most = 500

function momentFrom(query: URLSearchParams, path: 'from' | 'to'): number {
  const moment = Number(query.get(path) ?? Number.NaN)
  if (Number.isSafeInteger(moment) && moment >= 0) return moment
  throw invalid([{ path, rule: 'integer', message: 'must be a time in ms since 1970' }])
}

function textFrom(query: URLSearchParams, path: 'account' | 'region' | 'target'): string {
  const text = query.get(path)
  if (text) return text
  throw invalid([{ path, rule: 'required', message: 'is required' }])
}

/**
 * GET /api/deeds?account&region&target&from&to: what was done to a thing and to what is in it, for the
 * marks on its charts. Of the audit it tells who did what when, and no parameters: everybody who may look
 * at the thing may know that.
 */
export function createActivityRoutes({ store, accounts }: ProxyPorts, sessions: Sessions): Routes {
  return {
    'GET /api/deeds': async ({ request, peer, url: { searchParams: query } }) => {
      const person = await sessions.person(request, peer)
      const asked = { account: textFrom(query, 'account'), region: textFrom(query, 'region') }
      const { account, region } = placeOf(asked, accounts)
      const target = textFrom(query, 'target')
      const [clusterId = '', namespace = ''] = target.split('/')
      requirePlace(person, { account: account.name, region, clusterId, namespace })
      const rows = await store.activity.list({
        account: account.name,
        region,
        target,
        from: momentFrom(query, 'from'),
        to: momentFrom(query, 'to'),
        most,
      })
      // A cluster holds namespaces that not everybody who looks at it reaches.
      const deeds = rows.filter((row) => {
        const [cluster = '', inside = ''] = row.target.split('/')
        const place = { account: account.name, region, clusterId: cluster, namespace: inside }
        return isPlaceInScope(person.scope, place)
      })
      return success({ deeds })
    },
  }
}
