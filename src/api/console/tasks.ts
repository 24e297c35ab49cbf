import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import { listTasks, type TaskList, type TaskState } from '../../contract/console/tasks'
import { askConsole } from '../client/console'
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
  const query = { limit, offset, state: [...states], q: search || undefined }
  return useQuery({
    queryKey: ['tasks', query],
    queryFn: ({ signal }) => askConsole(listTasks, { query }, { signal }),
    enabled: !isEnded,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data && data.running + data.unknown > 0 ? quick : calm,
    refetchIntervalInBackground: false,
  })
}
