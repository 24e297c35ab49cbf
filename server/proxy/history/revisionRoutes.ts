import { requirePlace } from '../access/scope'
import type { Sessions } from '../auth/sessions'
import { placeOf } from '../calls/callRequest'
import { invalid } from '../http/problem'
import { success } from '../http/responses'
import type { Handle, Routes } from '../http/routes'
import type { ProxyPorts } from '../ports'
import type { ServiceKey } from './ports'
import { type Revision, withSpecs } from './revisionSpecs'

/** Revisions that are read to know what the shown ones came to. */
const mostRead = 2000
/** Characters of a call's parameters, of which the API takes 32 KB, and of an answer. */
const longest = { params: 64 * 1024, answer: 4 * 1024 * 1024 }
const mostEvents = 1000

function limitFrom(given: string | null): number {
  const limit = given === null ? 100 : Number(given)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit
  throw invalid([
    { path: 'limit', rule: 'integer', message: 'must be a whole number from 1 to 500' },
  ])
}

/** As many of the newest as an answer has room for. */
function fitting(revisions: readonly Revision[]): Revision[] {
  let letters = 0
  const end = revisions.findIndex((one) => {
    letters += JSON.stringify(one).length
    return letters > longest.answer
  })
  return end < 0 ? [...revisions] : revisions.slice(0, end)
}

/** The service that the address names, in an account and region that this console knows. */
function serviceIn(query: URLSearchParams, { accounts }: ProxyPorts): ServiceKey {
  const named = (path: string) => {
    const value = query.get(path)
    if (value) return value
    throw invalid([{ path, rule: 'required', message: 'is required' }])
  }
  const { account, region } = placeOf(
    { account: named('account'), region: named('region') },
    accounts,
  )
  return {
    account: account.name,
    region,
    clusterId: named('clusterId'),
    namespace: named('namespace'),
    serviceName: named('serviceName'),
  }
}

/**
 * What the console itself knows of a service; whoever may read the service may read this.
 * GET /api/revisions?account&region&clusterId&namespace&serviceName&limit: what was sent to it, newest first.
 * GET /api/events?account&region&clusterId&namespace&serviceName: its events that were seen, the latest first.
 */
export function createRevisionRoutes(ports: ProxyPorts, sessions: Sessions): Routes {
  const { store } = ports
  const shown =
    (read: (service: ServiceKey, query: URLSearchParams) => Promise<unknown>): Handle =>
    async ({ request, peer, url }) => {
      const person = await sessions.person(request, peer)
      const service = serviceIn(url.searchParams, ports)
      requirePlace(person, service)
      return success(await read(service, url.searchParams))
    }
  return {
    'GET /api/revisions': shown(async (service, query) => {
      const limit = limitFrom(query.get('limit'))
      const rows = await store.revisions.list(service, mostRead, longest.params)
      const revisions = withSpecs(rows.toReversed()).toReversed()
      return { totalCount: revisions.length, revisions: fitting(revisions.slice(0, limit)) }
    }),
    'GET /api/events': shown(async (service) => ({
      events: await store.seenEvents.list(service, mostEvents),
    })),
  }
}
