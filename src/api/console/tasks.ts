import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import { listTasks, type TaskList, type TaskState } from '../../contract/console/tasks'
import { askConsole } from '../client/console'
import { fastInterval, type Read } from '../client/read'
import { useSessionEnded } from '../session/presence'

interface Options {
  limit: number
  offset?: number
  states?: readonly TaskState[]
  search?: string
}

/** Polling interval in milliseconds without running tasks; other users may start some. */
const idleInterval = 15_000

/** Refetches the tasks, e.g. after a call that starts one. */
export const refreshTasks = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: ['tasks'] })

const isAnyRunning = ({ running, unknown }: TaskList) => running + unknown > 0

/** Whether the tasks as last read include running ones, so that they are read again every 3 s. */
export const hasRunningTasks = (client: QueryClient): boolean =>
  client
    .getQueriesData<TaskList>({ queryKey: ['tasks'], type: 'active' })
    .some(([, tasks]) => tasks !== undefined && isAnyRunning(tasks))

/** Reads running and ended tasks of all users and accounts, newest first. */
export function useTasks({ limit, offset = 0, states = [], search = '' }: Options): Read<TaskList> {
  const isEnded = useSessionEnded()
  const query = { limit, offset, state: [...states], q: search || undefined }
  return useQuery({
    queryKey: ['tasks', query],
    queryFn: ({ signal }) => askConsole(listTasks, { query }, { signal }),
    enabled: !isEnded,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data && isAnyRunning(data) ? fastInterval : idleInterval,
    refetchIntervalInBackground: false,
  })
}
