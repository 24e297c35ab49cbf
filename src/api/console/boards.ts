import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  addBoard,
  type Board,
  changeBoard,
  listBoards,
  removeBoard,
} from '../../contract/console/boards'
import { askConsole } from '../client/console'
import { useSessionEnded } from '../session/presence'

export type { Board }

const key = ['boards']

/** Reads all boards, bypassing the cache. */
export const readBoards = async (): Promise<readonly Board[]> =>
  (await askConsole(listBoards, {})).boards

/** Returns all boards, sorted by name. */
export function useBoards({ enabled = true }: { enabled?: boolean } = {}) {
  const isEnded = useSessionEnded()
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await askConsole(listBoards, {}, { signal })).boards,
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
    await askConsole(removeBoard, { name: change.id })
    return undefined
  }
  if (change.way === 'change') {
    const { id, ...body } = change.board
    await askConsole(changeBoard, { name: id, body })
    return undefined
  }
  return (await askConsole(addBoard, { body: change.board })).board
}

/** Adds, changes or removes a board; refetches the boards afterwards, even after a failure. */
export function useBoardWrite() {
  const client = useQueryClient()
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: write,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  return { run: mutateAsync, isPending, error, reset }
}
