import { useQuery } from '@tanstack/react-query'
import { ask } from '../client/call'
import { slow } from '../client/read'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/session'

/** Something that was done through this console, and succeeded. */
export interface Deed {
  /** Milliseconds since 1970. */
  at: number
  /** An action of the API. */
  action: string
  /** What was acted on, outermost first, e.g. `cls-1/default/web`. */
  target: string
  user: string
}

const isDeed = (value: unknown): value is Deed =>
  typeof value === 'object' &&
  value !== null &&
  'at' in value &&
  typeof value.at === 'number' &&
  'action' in value &&
  typeof value.action === 'string' &&
  'target' in value &&
  typeof value.target === 'string' &&
  'user' in value &&
  typeof value.user === 'string'

const none: readonly Deed[] = []
const grain = 60_000

/** What was done to a thing, and to what is in it, between two moments; the newest first. */
export function useDeeds(
  target: string,
  { from, to }: { from: number; to: number },
  { enabled = true }: { enabled?: boolean } = {},
): readonly Deed[] {
  const { account, region } = useCloudLocation()
  const isEnded = useSessionEnded()
  // Whole minutes, so that a range that moves on asks once a minute.
  const span = { from: Math.floor(from / grain) * grain, to: Math.ceil(to / grain) * grain }
  const search = new URLSearchParams({
    account,
    region,
    target,
    from: String(span.from),
    to: String(span.to),
  })
  const { data } = useQuery({
    queryKey: ['deeds', account, region, target, span],
    queryFn: async ({ signal }) => {
      const answer = await ask(`/api/deeds?${search}`, { method: 'GET', signal })
      const isList = typeof answer === 'object' && answer !== null && 'deeds' in answer
      return isList && Array.isArray(answer.deeds) ? answer.deeds.filter(isDeed) : none
    },
    enabled: enabled && !isEnded && account !== '',
    refetchInterval: slow,
    refetchIntervalInBackground: false,
    placeholderData: (before, query) => (query?.queryKey[3] === target ? before : undefined),
  })
  return data ?? none
}
