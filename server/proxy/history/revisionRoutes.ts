import { listEvents, listRevisions } from '../../../src/contract/console/history'
import { requirePlace } from '../access/scope'
import type { Sessions } from '../auth/sessions'
import { placeOf } from '../calls/callRequest'
import { readQuery } from '../http/body'
import { answer } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import type { ServiceKey } from './ports'
import { type Revision, withSpecs } from './revisionSpecs'

/** Revisions that are read to know what the shown ones came to. */
const mostRead = 2000
/** Characters of a call's parameters, of which the API takes 32 KB, and of an answer. */
const longest = { params: 64 * 1024, answer: 4 * 1024 * 1024 }
const mostEvents = 1000

/** As many of the newest as an answer has room for. */
function fitting(revisions: readonly Revision[]): Revision[] {
  let letters = 0
  const end = revisions.findIndex((one) => {
    letters += JSON.stringify(one).length
    return letters > longest.answer
  })
  return end < 0 ? [...revisions] : revisions.slice(0, end)
}

/** The service that a query names, in an account and region that this console knows. */
function serviceIn(query: ServiceKey, { accounts }: ProxyPorts): ServiceKey {
  const { account, region } = placeOf(query, accounts)
  const { clusterId, namespace, serviceName } = query
  return { account: account.name, region, clusterId, namespace, serviceName }
}

/** What the console knows of a service; every user who may read the service may read this. */
export function createRevisionRoutes(ports: ProxyPorts, sessions: Sessions) {
  const { store } = ports
  const allowed = async ({ request, peer }: RouteContext, read: () => ServiceKey) => {
    const person = await sessions.person(request, peer)
    const service = serviceIn(read(), ports)
    requirePlace(person, service)
    return service
  }
  return {
    [listRevisions.id]: async (context) => {
      const service = await allowed(context, () => readQuery(context, listRevisions))
      const { limit } = readQuery(context, listRevisions)
      const rows = await store.revisions.list(service, mostRead, longest.params)
      const all = withSpecs(rows.toReversed()).toReversed()
      const revisions = fitting(all.slice(0, limit))
      return answer(context, listRevisions, { totalCount: all.length, revisions })
    },
    [listEvents.id]: async (context) => {
      const service = await allowed(context, () => readQuery(context, listEvents))
      const events = await store.seenEvents.list(service, mostEvents)
      return answer(context, listEvents, { events })
    },
  } satisfies Partial<Handlers>
}
