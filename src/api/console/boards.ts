import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { isFields } from '../../contract/fields'
import { ask } from '../client/call'
import { useSessionEnded } from '../session/session'

/** Charts that somebody has put together under a name, kept on the server for everybody. */
export interface Board {
  id: string
  name: string
  account: string
  region: string
  /** As addresses write charts. */
  charts: readonly string[]
  /** A range such as `1h`; empty: the page's own. */
  range: string
  version: number
  user: string
  /** Milliseconds since 1970. */
  changedAt: number
}

const key = ['boards']

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const number = (value: unknown) => (typeof value === 'number' ? value : 0)

function boardOf(value: unknown): Board[] {
  if (!isFields(value) || typeof value.id !== 'string') return []
  const { id, name, account, region, charts, range, version, user, changedAt } = value
  return [
    {
      id,
      name: text(name),
      account: text(account),
      region: text(region),
      charts: Array.isArray(charts) ? charts.filter((one) => typeof one === 'string') : [],
      range: text(range),
      version: number(version),
      user: text(user),
      changedAt: number(changedAt),
    },
  ]
}

async function readBoards(signal: AbortSignal): Promise<readonly Board[]> {
  const data = await ask('/api/boards', { method: 'GET', signal })
  return isFields(data) && Array.isArray(data.boards) ? data.boards.flatMap(boardOf) : []
}

/** All boards, by name. */
export function useBoards({ enabled = true }: { enabled?: boolean } = {}) {
  const isEnded = useSessionEnded()
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readBoards(signal),
    enabled: enabled && !isEnded,
  })
}

export type NewBoard = Pick<Board, 'name' | 'account' | 'region' | 'charts' | 'range'>

type Write =
  | { way: 'add'; board: NewBoard }
  | { way: 'change'; board: Pick<Board, 'id' | 'name' | 'charts' | 'range' | 'version'> }
  | { way: 'remove'; id: string }

async function write(change: Write): Promise<Board | undefined> {
  if (change.way === 'remove') {
    await ask(`/api/boards/${change.id}`, { method: 'DELETE', isWrite: true })
    return undefined
  }
  if (change.way === 'change') {
    const { id, ...body } = change.board
    await ask(`/api/boards/${id}`, { method: 'PUT', body, isWrite: true })
    return undefined
  }
  const data = await ask('/api/boards', { method: 'POST', body: change.board, isWrite: true })
  return isFields(data) ? boardOf(data.board)[0] : undefined
}

/** Adds, changes or removes a board; the list of boards is read anew after it, also after a failure. */
export function useBoardWrite() {
  const client = useQueryClient()
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: write,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  return { run: mutateAsync, isPending, error, reset }
}
