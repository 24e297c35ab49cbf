import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { InventoryKind } from '../../contract/console/inventory/objects'
import { listProblems, searchInventory } from '../../contract/console/inventory/routes'
import { askConsole, type RouteData } from '../client/console'
import { fastInterval, type Read, slowPollInterval } from '../client/read'
import { useSessionEnded } from '../session/presence'
import { hasRunningTasks } from './tasks'

export type Problems = RouteData<typeof listProblems>
export type SearchResult = RouteData<typeof searchInventory>

/**
 * Polling interval in milliseconds while the task bell polls every 3 s: together they stay below 30
 * calls a minute.
 */
const sharedInterval = 7_000

/** Reads what is wrong now in all accounts and regions of the user's scope. */
export function useProblems(limit: number): Read<Problems> {
  const client = useQueryClient()
  const isEnded = useSessionEnded()
  const query = { limit }
  return useQuery({
    queryKey: ['console', listProblems.id, query],
    queryFn: ({ signal }) => askConsole(listProblems, { query }, { signal }),
    enabled: !isEnded,
    placeholderData: keepPreviousData,
    refetchInterval: () => (hasRunningTasks(client) ? sharedInterval : fastInterval),
    refetchIntervalInBackground: false,
  })
}

interface Search {
  q: string
  /** Undefined for all kinds. */
  kind: InventoryKind | undefined
  limit: number
}

/**
 * Searches the inventory. The previous results stay until the next ones arrive, and a newer search
 * cancels the request of an older one.
 */
export function useInventorySearch({ q, kind, limit }: Search): Read<SearchResult> {
  const isEnded = useSessionEnded()
  const query = { q, limit, ...(kind && { kind: [kind] }) }
  return useQuery({
    queryKey: ['console', searchInventory.id, query],
    queryFn: ({ signal }) => askConsole(searchInventory, { query }, { signal }),
    enabled: !isEnded && q !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    refetchInterval: ({ state: { data } }) =>
      data && data.unread > 0 ? sharedInterval : slowPollInterval,
    refetchIntervalInBackground: false,
  })
}
