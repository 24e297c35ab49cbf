import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Task } from '../../contract/console/tasks'
import { ask, type Target } from '../client/call'
import { type Read, readKey, slow } from '../client/read'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/session'

interface ServicePlace {
  clusterId: string
  namespace: string
  serviceName: string
}

export type RevisionOutcome = 'pending' | 'ok' | 'error' | 'unknown' | 'refused'

/** One write that went through this console to a service. */
export interface Revision {
  id: string
  /** Milliseconds since 1970. */
  at: number
  user: string
  role: string
  action: string
  outcome: RevisionOutcome
  code: number | null
  codeDesc: string
  message: string
  params: Readonly<Record<string, unknown>>
  /** All settings of the service after it; null where they are not known or it was not carried out. */
  spec: Readonly<Record<string, unknown>> | null
}

/** An event that the console has seen, perhaps longer ago than the cloud keeps it. */
export interface SeenEvent {
  id: string
  firstSeen: string
  lastSeen: string
  count: number
  level: 'Normal' | 'Warning'
  objType: string
  objName: string
  reason: string
  message: string
}

const keyOf = (touchedWith: string, target: Target, path: string, params: object) =>
  // Whatever makes the cloud's answer of that name stale makes this one stale too.
  [...readKey(touchedWith, target), path, params] as const

interface Asked {
  path: string
  /** Name of the cloud's read that grows stale with it. */
  touchedWith: string
  params: Readonly<Record<string, string>>
  enabled?: boolean
}

/** Reads something that the console itself knows of the page's account and region. */
function useOwn<Data>({ path, touchedWith, params, enabled = true }: Asked): Read<Data> {
  const { account, region } = useCloudLocation()
  const isEnded = useSessionEnded()
  const target: Target = { account, region }
  const search = new URLSearchParams({ ...target, ...params })
  const query: UseQueryResult<Data> = useQuery<Data>({
    queryKey: keyOf(touchedWith, target, path, params),
    queryFn: async ({ signal }) => {
      const data = await ask(`${path}?${search}`, { method: 'GET', signal })
      // The console's own server answers in the shape that it is written in.
      return data as Data
    },
    enabled: enabled && !isEnded && account !== '',
    refetchInterval: slow,
    refetchIntervalInBackground: false,
  })
  return query
}

/** What was sent to a service through this console, newest first. */
export const useRevisions = (
  place: ServicePlace,
): Read<{ totalCount: number; revisions: Revision[] }> =>
  useOwn({
    path: '/api/revisions',
    touchedWith: 'DescribeClusterServiceInfo',
    params: { ...place, limit: '500' },
  })

/** Events of a service that this console has seen, the latest first. */
export const useSeenEvents = (place: ServicePlace, enabled = true): Read<{ events: SeenEvent[] }> =>
  useOwn({
    path: '/api/events',
    touchedWith: 'DescribeServiceEvent',
    params: { ...place },
    enabled,
  })

/** What has been going on with things of that name after its call was answered, newest first. */
export const useTasksNamed = (name: string): Read<{ tasks: Task[] }> =>
  useOwn({
    path: '/api/tasks',
    touchedWith: 'DescribeClusterServiceInfo',
    params: { q: name, limit: '200' },
  })

/** An entry of the audit, as far as a time line shows it. */
export interface AuditEntry {
  id: string
  at: number
  user: string
  region: string
  action: string
  target: string
  outcome: RevisionOutcome
  message: string
}

/** The audit of things of that name, newest first; only administrators may read it. */
export const useAuditOf = (name: string, enabled: boolean): Read<{ entries: AuditEntry[] }> =>
  useOwn({
    path: '/api/audit',
    touchedWith: 'DescribeClusterServiceInfo',
    params: { limit: '200', object: name },
    enabled,
  })

/** The settings that the last revision left behind; undefined where they are not known. */
export const lastSpec = (revisions: readonly Revision[]): Revision['spec'] | undefined =>
  revisions.find((one) => one.outcome === 'ok')?.spec ?? undefined
