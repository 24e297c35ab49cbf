import { useQuery } from '@tanstack/react-query'
import { type AuditEntry, listAudit } from '../../contract/console/audit'
import type { Outcome } from '../../contract/console/declare/values'
import {
  listEvents,
  listRevisions,
  type ObservedEvent,
  type Revision,
} from '../../contract/console/history'
import { listTasks } from '../../contract/console/tasks'
import type { Target } from '../client/call'
import { askConsole, type JsonRoute, type RouteData, type RouteInputOf } from '../client/console'
import { type Read, readKey, slowPollInterval } from '../client/read'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'

interface ServiceRef {
  clusterId: string
  namespace: string
  serviceName: string
}

export type { AuditEntry, ObservedEvent as SeenEvent, Outcome as RevisionOutcome, Revision }

interface Options {
  /** Name of the cloud's read that is invalidated together with this one. */
  touchedWith: string
  enabled?: boolean
}

/** Reads the console's own history data of the page's account and region. */
function useHistory<R extends JsonRoute>(
  route: R,
  input: (target: Target) => RouteInputOf<R>,
  { touchedWith, enabled = true }: Options,
): Read<RouteData<R>> {
  const { account, region } = useCloudLocation()
  const isEnded = useSessionEnded()
  const target: Target = { account, region }
  const request = input(target)
  const query = useQuery<{ data: RouteData<R> }>({
    queryKey: [...readKey(touchedWith, target), route.id, request],
    queryFn: async ({ signal }) => ({ data: await askConsole(route, request, { signal }) }),
    enabled: enabled && !isEnded && account !== '',
    refetchInterval: slowPollInterval,
    refetchIntervalInBackground: false,
  })
  return { ...query, data: query.data?.data }
}

/** Writes to a service through this console, newest first. */
export const useRevisions = (serviceRef: ServiceRef) =>
  useHistory(listRevisions, (target) => ({ query: { ...target, ...serviceRef, limit: 500 } }), {
    touchedWith: 'DescribeClusterServiceInfo',
  })

/** Events of a service that this console has observed, latest first. */
export const useSeenEvents = (serviceRef: ServiceRef, enabled = true) =>
  useHistory(listEvents, (target) => ({ query: { ...target, ...serviceRef } }), {
    touchedWith: 'DescribeServiceEvent',
    enabled,
  })

/** Tasks on resources with this name, newest first. */
export const useTasksNamed = (name: string) =>
  useHistory(listTasks, () => ({ query: { q: name, limit: 200 } }), {
    touchedWith: 'DescribeClusterServiceInfo',
  })

/** Audit entries on resources with this name, newest first; only administrators may read them. */
export const useAuditOf = (name: string, enabled: boolean) =>
  useHistory(listAudit, () => ({ query: { limit: 200, object: name } }), {
    touchedWith: 'DescribeClusterServiceInfo',
    enabled,
  })

/** Returns the settings after the last revision; undefined if unknown. */
export const lastSpec = (revisions: readonly Revision[]): Revision['spec'] | undefined =>
  revisions.find((revision) => revision.outcome === 'ok')?.spec ?? undefined
