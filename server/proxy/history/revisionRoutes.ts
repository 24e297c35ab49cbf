import { listEvents, listRevisions } from '../../../src/contract/console/history'
import { type Fields, isFields } from '../../../src/contract/fields'
import { requirePlace, type Scoped } from '../access/scope'
import type { Sessions } from '../auth/session/sessions'
import { placeOf } from '../calls/callRequest'
import { readQuery } from '../http/body'
import { answer } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import type { Masks } from '../secrets/masks'
import { revisionLimits, type ServiceKey } from './ports'
import { type Revision, withSpecs } from './revisionSpecs'

/** Length of a response in characters. */
const maxResponse = 4 * 1024 * 1024
const maxEvents = 1000

/** The newest revisions that fit into a response. */
function fitting(revisions: readonly Revision[]): Revision[] {
  let length = 0
  const end = revisions.findIndex((one) => {
    length += JSON.stringify(one).length
    return length > maxResponse
  })
  return end < 0 ? [...revisions] : revisions.slice(0, end)
}

/** The service that a query names; throws 400 unless the account and the region are configured. */
function serviceIn(query: ServiceKey, { accounts }: ProxyPorts, by: Scoped): ServiceKey {
  const { account, region } = placeOf(query, accounts, by)
  const { clusterId, namespace, serviceName } = query
  return { account: account.name, region, clusterId, namespace, serviceName }
}

/** The history of a service, for every user whose scope covers the service. */
export function createRevisionRoutes(ports: ProxyPorts, sessions: Sessions, masks: Masks) {
  const { store } = ports
  const allowed = async ({ request, peer }: RouteContext, read: () => ServiceKey) => {
    const principal = await sessions.principal(request, peer)
    const service = serviceIn(read(), ports, principal)
    requirePlace(principal, service)
    return service
  }
  const maskedIn = async (source: ServiceKey, settings: Fields): Promise<Fields> => {
    const masked = await masks.masked({ source }, settings)
    return isFields(masked) ? masked : {}
  }
  return {
    [listRevisions.id]: async (context) => {
      const service = await allowed(context, () => readQuery(context, listRevisions))
      const { limit } = readQuery(context, listRevisions)
      const rows = await store.revisions.list(service, revisionLimits.rows, revisionLimits.params)
      const all = withSpecs(rows.toReversed()).toReversed()
      const revisions = await Promise.all(
        fitting(all.slice(0, limit)).map(async (one) => ({
          ...one,
          params: await maskedIn(service, one.params),
          spec: one.spec && (await maskedIn(service, one.spec)),
        })),
      )
      return answer(context, listRevisions, { totalCount: all.length, revisions })
    },
    [listEvents.id]: async (context) => {
      const service = await allowed(context, () => readQuery(context, listEvents))
      const events = await store.seenEvents.list(service, maxEvents)
      return answer(context, listEvents, { events })
    },
  } satisfies Partial<Handlers>
}
