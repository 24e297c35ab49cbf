import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import type { TaskList, TaskState } from '../../contract/console/tasks'
import { ask } from '../client/call'
import { quick, type Read } from '../client/read'
import { useSessionEnded } from '../session/session'

interface Options {
  limit: number
  offset?: number
  states?: readonly TaskState[]
  search?: string
}

/** While nothing goes on, somebody else may begin something. */
const calm = 15_000

/** Reads the tasks anew, e.g. after a call that begins one. */
export const refreshTasks = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: ['tasks'] })

/** What goes on and what has gone on, of everybody on this console and in all accounts, newest first. */
export function useTasks({ limit, offset = 0, states = [], search = '' }: Options): Read<TaskList> {
  const isEnded = useSessionEnded()
  const query = new URLSearchParams({ limit: String(limit), offset: String(offset) })
  for (const state of states) query.append('state', state)
  if (search) query.set('q', search)
  return useQuery({
    queryKey: ['tasks', query.toString()],
    // The server keeps to this shape: its route is typed by it.
    queryFn: async ({ signal }) =>
      (await ask(`/api/tasks?${query}`, { method: 'GET', signal })) as TaskList,
    enabled: !isEnded,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data && data.running + data.unknown > 0 ? quick : calm,
    refetchIntervalInBackground: false,
  })
}
