import { listEvents, listRevisions } from '../../../src/contract/console/history'
import { type Fields, isFields } from '../../../src/contract/fields'
import { requireResourceInScope, type Scoped } from '../access/scope'
import type { Sessions } from '../auth/session/sessions'
import { resolveLocation } from '../calls/callRequest'
import { readQuery } from '../http/body'
import { respond } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import type { Masks } from '../secrets/masks'
import { revisionLimits, type ServiceKey } from './ports'
import { type Revision, withSpecs } from './revisionSpecs'

/** Length of a response in characters. */
const maxResponse = 4 * 1024 * 1024
const maxEvents = 1000

/** Returns as many of the newest revisions as fit into a response. */
function takeFitting(revisions: readonly Revision[]): Revision[] {
  let length = 0
  const fittingCount = revisions.findIndex((revision) => {
    length += JSON.stringify(revision).length
    return length > maxResponse
  })
  return fittingCount < 0 ? [...revisions] : revisions.slice(0, fittingCount)
}

/** The service that a query names; throws 400 unless the account and the region are configured. */
function serviceIn(query: ServiceKey, { accounts }: ProxyPorts, by: Scoped): ServiceKey {
  const { account, region } = resolveLocation(query, accounts, by)
  const { clusterId, namespace, serviceName } = query
  return { account: account.name, region, clusterId, namespace, serviceName }
}

/** Returns a service's history to every user whose scope covers the service. */
export function createRevisionRoutes(ports: ProxyPorts, sessions: Sessions, masks: Masks) {
  const { store } = ports
  const allowed = async ({ request, peer }: RouteContext, read: () => ServiceKey) => {
    const principal = await sessions.principal(request, peer)
    const service = serviceIn(read(), ports, principal)
    requireResourceInScope(principal, service)
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
      const allRevisions = withSpecs(rows.toReversed()).toReversed()
      const revisions = await Promise.all(
        takeFitting(allRevisions.slice(0, limit)).map(async (revision) => ({
          ...revision,
          params: await maskedIn(service, revision.params),
          spec: revision.spec && (await maskedIn(service, revision.spec)),
        })),
      )
      return respond(context, listRevisions, { totalCount: allRevisions.length, revisions })
    },
    [listEvents.id]: async (context) => {
      const service = await allowed(context, () => readQuery(context, listEvents))
      const events = await store.seenEvents.list(service, maxEvents)
      return respond(context, listEvents, { events })
    },
  } satisfies Partial<Handlers>
}
