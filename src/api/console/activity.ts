import { useQuery } from '@tanstack/react-query'
import { type ActivityEntry, listActivity } from '../../contract/console/audit'
import { askConsole } from '../client/console'
import { slowPollInterval } from '../client/read'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'

export type { ActivityEntry }

const noEntries: readonly ActivityEntry[] = []
const precision = 60_000

/** Reads the successful operations on a target and its children between two times, newest first. */
export function useActivity(
  target: string,
  { from, to }: { from: number; to: number },
  { enabled = true }: { enabled?: boolean } = {},
): readonly ActivityEntry[] {
  const { account, region } = useCloudLocation()
  const isEnded = useSessionEnded()
  // Times are rounded to minutes, so that a moving range is refetched only once a minute.
  const span = {
    from: Math.floor(from / precision) * precision,
    to: Math.ceil(to / precision) * precision,
  }
  const { data } = useQuery({
    queryKey: ['activity', account, region, target, span],
    queryFn: async ({ signal }) => {
      const query = { account, region, target, ...span }
      return (await askConsole(listActivity, { query }, { signal })).activity
    },
    enabled: enabled && !isEnded && account !== '',
    refetchInterval: slowPollInterval,
    refetchIntervalInBackground: false,
    placeholderData: (before, query) => (query?.queryKey[3] === target ? before : undefined),
  })
  return data ?? noEntries
}
