import { createSwitches } from '../access/readOnlySwitches'
import { requireWriter } from '../access/roles'
import { isPlaceInScope } from '../access/scope'
import type { AuditRecorder } from '../audit/recorder'
import type { Person, Sessions } from '../auth/sessions'
import { placeOf } from '../calls/callRequest'
import { toHex } from '../digest'
import { readFields, textField } from '../http/body'
import { type Field, invalid, Problem } from '../http/problem'
import { success } from '../http/responses'
import type { Handle, RouteContext, Routes } from '../http/routes'
import type { ProxyPorts, Scope } from '../ports'
import type { Board, BoardContent } from './ports'

/** `together`: letters of all charts of a board, as every page that shows boards reads all of them. */
const most = { boards: 500, charts: 60, letters: 4_000, together: 32_000, name: 60 }

const fault = (path: string, message: string, rule = 'type'): Field => ({ path, rule, message })

type Place = Pick<Board, 'account' | 'region'>

const isText = (value: unknown): value is string => typeof value === 'string'

/** What a board shows, from a request; each fault under its own name. */
function contentFrom(fields: Readonly<globalThis.Record<string, unknown>>) {
  const name = textField(fields, 'name').trim()
  const { charts, range = '' } = fields
  const faults: Field[] = []
  if (name === '' || name.length > most.name) {
    faults.push(fault('name', `must have 1 to ${most.name} characters`, 'tooLong'))
  }
  const isList = Array.isArray(charts) && charts.every(isText) && charts.length <= most.charts
  if (!isList) faults.push(fault('charts', `must be a list of at most ${most.charts} texts`))
  else if (charts.some((one) => one.length > most.letters)) {
    faults.push(fault('charts', `must have at most ${most.letters} characters each`, 'tooLong'))
  } else if (charts.join('').length > most.together) {
    const message = `must have at most ${most.together} characters together`
    faults.push(fault('charts', message, 'tooLong'))
  }
  if (!isText(range) || !/^\w{0,8}$/.test(range)) {
    faults.push(fault('range', 'must be a range such as 1h'))
  }
  if (faults.length > 0) throw invalid(faults)
  return { name, charts: JSON.stringify(charts), range: isText(range) ? range : '' }
}

const view = ({ charts, ...board }: Board) => ({ ...board, charts: JSON.parse(charts) as unknown })

/** Clusters and namespaces of a chart's text, e.g. `cpu:cls-1/default/web,cls-2@80`. */
const placesIn = (chart: string) => {
  const [paths = ''] = chart.slice(chart.indexOf(':') + 1).split('@')
  return paths.split(',').map((path) => {
    const [clusterId = '', namespace = ''] = path.split('/')
    return { clusterId, namespace }
  })
}

/** Whether somebody reaches all that a board shows; a part of one could be saved as the whole. */
const isReached = (scope: Scope, { account, region, charts }: Place & { charts: unknown }) =>
  isPlaceInScope(scope, { account, region, clusterId: '', namespace: '' }) &&
  (Array.isArray(charts) ? charts.filter(isText) : [])
    .flatMap(placesIn)
    .every((place) => isPlaceInScope(scope, { account, region, ...place }))

function requireInScope({ user, scope }: Person, board: Place & { charts: unknown }): void {
  if (isReached(scope, board)) return
  const says = `${user} does not reach all that this board would show. An administrator can change that.`
  throw new Problem(403, 'OutOfScope', says)
}

const missing = () => new Problem(404, 'UnknownBoard', 'There is no such board, or not any more.')

/**
 * /api/boards: charts under a name. Who reaches what they show looks at them; who may write too, may
 * change them, unless their account or the console is read-only.
 */
export function createBoardRoutes(
  ports: ProxyPorts,
  sessions: Sessions,
  record: AuditRecorder,
): Routes {
  const { store, now, randomBytes, accounts } = ports
  const switches = createSwitches(ports)

  const recorded =
    (action: string, work: (turn: RouteContext, person: Person) => Promise<unknown>): Handle =>
    async (turn) => {
      const person = await sessions.person(turn.request, turn.peer)
      const { requestId, peer, name } = turn
      const operation = { ...person, requestId, address: peer.address, action, target: name }
      await record.unlessRefused(operation, () => {
        requireWriter(person, action)
        return switches.requireOpen(undefined, action)
      })
      return success(await record.around(operation, () => work(turn, person)))
    }

  async function add({ request }: RouteContext, person: Person) {
    const { user } = person
    const fields = await readFields(request, ['name', 'account', 'region', 'charts', 'range'])
    const asked = { account: textField(fields, 'account'), region: textField(fields, 'region') }
    const { account, region } = placeOf(asked, accounts)
    const id = toHex(randomBytes(8))
    const place = { id, account: account.name, region, version: 1 }
    const board: Board = { ...place, ...contentFrom(fields), user, changedAt: now() }
    requireInScope(person, view(board))
    await switches.requireOpen(account, 'AddBoard')
    const all = await store.boards.list(most.boards)
    if (all.length >= most.boards) {
      throw new Problem(409, 'TooManyBoards', `There may be ${most.boards} boards at the most.`)
    }
    await store.boards.add(board)
    return { board: view(board) }
  }

  /** Boards beyond somebody's scope are none to him. */
  async function listed({ scope }: Person) {
    const boards = (await store.boards.list(most.boards)).map(view)
    return boards.filter((board) => isReached(scope, board))
  }

  async function known(id: string, person: Person) {
    const board = (await listed(person)).find((one) => one.id === id)
    if (!board) throw missing()
    return board
  }

  async function change({ request, name: id }: RouteContext, person: Person) {
    const { user } = person
    const fields = await readFields(request, ['name', 'charts', 'range', 'version'])
    const { version } = fields
    if (typeof version !== 'number' || !Number.isSafeInteger(version)) {
      throw invalid([fault('version', 'must be the version that was read')])
    }
    const content: BoardContent = { ...contentFrom(fields), user, changedAt: now() }
    const board = await known(id, person)
    requireInScope(person, { ...board, charts: fields.charts })
    await switches.requireOpen({ name: board.account }, 'ChangeBoard')
    const result = await store.boards.change(id, version, content)
    if (result === 'missing') throw missing()
    if (result === 'stale') {
      const says = 'Somebody else has changed this board since it was read.'
      throw new Problem(409, 'BoardChanged', says)
    }
    return { version: version + 1 }
  }

  return {
    'GET /api/boards': async ({ request, peer }) => {
      const person = await sessions.person(request, peer)
      return success({ boards: await listed(person) })
    },
    'POST /api/boards': recorded('AddBoard', add),
    'PUT /api/boards/:name': recorded('ChangeBoard', change),
    'DELETE /api/boards/:name': recorded('RemoveBoard', async ({ name }, person) => {
      const { account } = await known(name, person)
      await switches.requireOpen({ name: account }, 'RemoveBoard')
      if (!(await store.boards.remove(name))) throw missing()
      return {}
    }),
  }
}
