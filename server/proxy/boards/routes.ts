import * as z from 'zod/mini'
import {
  addBoard,
  changeBoard,
  listBoards,
  removeBoard,
} from '../../../src/contract/console/boards'
import { toHex } from '../../wire/digest'
import type { Principal } from '../access/principal'
import { createSwitches } from '../access/readOnlySwitches'
import { requireWriter } from '../access/roles'
import { isResourceInScope } from '../access/scope'
import type { AuditRecorder } from '../audit/recorder'
import type { Sessions } from '../auth/session/sessions'
import { resolveLocation } from '../calls/callRequest'
import { readBody } from '../http/body'
import { Problem } from '../http/problem'
import { respond } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import type { ProxyPorts, Scope } from '../ports'
import type { Board, BoardContent } from './ports'

const maxBoards = 500

type ChartTarget = Pick<Board, 'account' | 'region'>

const chartList = z.readonly(z.array(z.string()))

const view = ({ charts, ...board }: Board) => {
  const parsed: unknown = JSON.parse(charts)
  return { ...board, charts: z.parse(chartList, parsed) }
}

/**
 * Returns the clusters and namespaces that a chart's string names, e.g.
 * `cpu:cls-1/default/web,cls-2@80`.
 */
const targetsIn = (chart: string) => {
  const [paths = ''] = chart.slice(chart.indexOf(':') + 1).split('@')
  return paths.split(',').map((path) => {
    const [clusterId = '', namespace = ''] = path.split('/')
    return { clusterId, namespace }
  })
}

/**
 * Whether the scope covers the whole board: saving a partially visible board would remove the
 * hidden charts.
 */
const isInScope = (
  scope: Scope,
  { account, region, charts }: ChartTarget & { charts: readonly string[] },
) =>
  isResourceInScope(scope, { account, region, clusterId: '', namespace: '' }) &&
  charts
    .flatMap(targetsIn)
    .every((place) => isResourceInScope(scope, { account, region, ...place }))

function requireInScope(
  { user, scope }: Principal,
  board: ChartTarget & { charts: readonly string[] },
): void {
  if (isInScope(scope, board)) return
  const message = `This dashboard shows objects outside the scope of ${user}. An administrator can extend it.`
  throw new Problem(403, 'OutOfScope', message)
}

const boardNotFound = () =>
  new Problem(404, 'UnknownBoard', 'This dashboard does not exist or was deleted.')

/**
 * /api/boards: named collections of charts. A user sees a board if the scope covers all its charts.
 * Writing needs a writing role, and neither the account nor the console may be read-only.
 */
export function createBoardRoutes(ports: ProxyPorts, sessions: Sessions, record: AuditRecorder) {
  const { store, now, randomBytes, accounts } = ports
  const switches = createSwitches(ports)

  /** Runs and records an operation of a user who may write. */
  const runRecorded = async <T>(
    action: string,
    context: RouteContext,
    work: (principal: Principal) => Promise<T>,
  ): Promise<T> => {
    const { request, peer, requestId, name } = context
    const principal = await sessions.principal(request, peer)
    const operation = { ...principal, requestId, address: peer.address, action, target: name }
    await record.unlessRefused(operation, () => {
      requireWriter(principal, action)
      return switches.requireWritable(undefined, action)
    })
    return record.around(operation, () => work(principal))
  }

  async function add(context: RouteContext, principal: Principal) {
    const { user } = principal
    const { charts, ...fields } = await readBody(context, addBoard)
    const { account, region } = resolveLocation(fields, accounts, principal)
    const id = toHex(randomBytes(8))
    const identification = { id, account: account.name, region, version: 1 }
    const content = { ...fields, charts: JSON.stringify(charts), user, changedAt: now() }
    const board: Board = { ...content, ...identification }
    requireInScope(principal, view(board))
    await switches.requireWritable(account, 'AddBoard')
    const all = await store.boards.list(maxBoards)
    if (all.length >= maxBoards) {
      throw new Problem(
        409,
        'TooManyBoards',
        `The console holds at most ${maxBoards} dashboards. Delete one first.`,
      )
    }
    await store.boards.add(board)
    return { board: view(board) }
  }

  /** Boards outside the user's scope are omitted. */
  async function listed({ scope }: Principal) {
    const boards = (await store.boards.list(maxBoards)).map(view)
    return boards.filter((board) => isInScope(scope, board))
  }

  async function findBoard(id: string, principal: Principal) {
    const board = (await listed(principal)).find((item) => item.id === id)
    if (!board) throw boardNotFound()
    return board
  }

  async function changeBoardContent(context: RouteContext, principal: Principal) {
    const { user } = principal
    const { name: id } = context
    const { charts, version, ...fields } = await readBody(context, changeBoard)
    const storedFields = { ...fields, charts: JSON.stringify(charts) }
    const content: BoardContent = { ...storedFields, user, changedAt: now() }
    const board = await findBoard(id, principal)
    requireInScope(principal, { ...board, charts })
    await switches.requireWritable({ name: board.account }, 'ChangeBoard')
    const result = await store.boards.change(id, version, content)
    if (result === 'missing') throw boardNotFound()
    if (result === 'stale') {
      const message = 'The dashboard has changed since it was read.'
      throw new Problem(409, 'BoardChanged', message)
    }
    return { version: version + 1 }
  }

  return {
    [listBoards.id]: async (context) => {
      const principal = await sessions.principal(context.request, context.peer)
      return respond(context, listBoards, { boards: await listed(principal) })
    },
    [addBoard.id]: async (context) => {
      const added = await runRecorded('AddBoard', context, (principal) => add(context, principal))
      return respond(context, addBoard, added)
    },
    [changeBoard.id]: async (context) => {
      const changedBoard = await runRecorded('ChangeBoard', context, (principal) =>
        changeBoardContent(context, principal),
      )
      return respond(context, changeBoard, changedBoard)
    },
    [removeBoard.id]: async (context) => {
      await runRecorded('RemoveBoard', context, async (principal) => {
        const { account } = await findBoard(context.name, principal)
        await switches.requireWritable({ name: account }, 'RemoveBoard')
        if (!(await store.boards.remove(context.name))) throw boardNotFound()
      })
      return respond(context, removeBoard, {})
    },
  } satisfies Partial<Handlers>
}
