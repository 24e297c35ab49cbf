import { useQuery } from '@tanstack/react-query'
import { ask } from './call'
import { readKey, slow } from './read'
import { useScope } from './scope'
import { useSessionEnded } from './session'

/** An event of a service that this console has seen, perhaps longer ago than the cloud keeps it. */
export interface SeenEvent {
  /** Beijing time, as the API writes it. */
  firstSeen: string
  level: string
  objName: string
  reason: string
  message: string
}

interface Place {
  clusterId: string
  namespace: string
  serviceName: string
}

const isEvent = (value: unknown): value is SeenEvent =>
  typeof value === 'object' &&
  value !== null &&
  ['firstSeen', 'level', 'objName', 'reason', 'message'].every(
    (name) => typeof Object.entries(value).find(([key]) => key === name)?.[1] === 'string',
  )

const none: readonly SeenEvent[] = []

/** The events of a service as the server has kept them, the latest first. */
export function useSeenEvents(place: Place, { enabled }: { enabled: boolean }) {
  const { account, region } = useScope()
  const isEnded = useSessionEnded()
  const target = { account, region }
  const search = new URLSearchParams({ ...target, ...place })
  const { data } = useQuery({
    // What makes the cloud's own answer stale makes this one stale too.
    queryKey: [...readKey('DescribeServiceEvent', target), 'kept', place],
    queryFn: async ({ signal }) => {
      const answer = await ask(`/api/events?${search}`, { method: 'GET', signal })
      const isList = typeof answer === 'object' && answer !== null && 'events' in answer
      return isList && Array.isArray(answer.events) ? answer.events.filter(isEvent) : none
    },
    enabled: enabled && !isEnded && account !== '',
    refetchInterval: slow,
    refetchIntervalInBackground: false,
  })
  return data ?? none
}
