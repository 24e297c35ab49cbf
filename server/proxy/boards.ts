import { success } from './answer'
import type { Board, BoardContent } from './boardPorts'
import { readFields, textField } from './body'
import { placeOf } from './callRequest'
import { toHex } from './hex'
import type { ProxyPorts } from './ports'
import { type Field, invalid, Problem } from './problem'
import type { Record } from './record'
import { requireWriter } from './roles'
import type { Handle, Routes, Turn } from './routes'
import type { Person, Sessions } from './session'

const most = { boards: 500, charts: 60, letters: 4_000, name: 60 }

const fault = (path: string, message: string, rule = 'type'): Field => ({ path, rule, message })

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
  }
  if (!isText(range) || !/^\w{0,8}$/.test(range)) {
    faults.push(fault('range', 'must be a range such as 1h'))
  }
  if (faults.length > 0) throw invalid(faults)
  return { name, charts: JSON.stringify(charts), range: isText(range) ? range : '' }
}

const view = ({ charts, ...board }: Board) => ({ ...board, charts: JSON.parse(charts) as unknown })

const missing = () => new Problem(404, 'UnknownBoard', 'There is no such board, or not any more.')

/** /api/boards: charts under a name. Everybody looks at them; who may write, may change them. */
export function createBoardRoutes(ports: ProxyPorts, sessions: Sessions, record: Record): Routes {
  const { store, now, randomBytes, accounts } = ports

  const recorded =
    (action: string, work: (turn: Turn, person: Person) => Promise<unknown>): Handle =>
    async (turn) => {
      const person = await sessions.person(turn.request, turn.peer)
      const { requestId, peer, name } = turn
      const deed = { ...person, requestId, address: peer.address, action, target: name }
      await record.unlessRefused(deed, () => requireWriter(person, action))
      return success(await record.around(deed, () => work(turn, person)))
    }

  async function add({ request }: Turn, { user }: Person) {
    const fields = await readFields(request, ['name', 'account', 'region', 'charts', 'range'])
    const asked = { account: textField(fields, 'account'), region: textField(fields, 'region') }
    const { account, region } = placeOf(asked, accounts)
    const id = toHex(randomBytes(8))
    const place = { id, account: account.name, region, version: 1 }
    const board: Board = { ...place, ...contentFrom(fields), user, changedAt: now() }
    const all = await store.boards.list(most.boards)
    if (all.length >= most.boards) {
      throw new Problem(409, 'TooManyBoards', `There may be ${most.boards} boards at the most.`)
    }
    await store.boards.add(board)
    return { board: view(board) }
  }

  async function change({ request, name: id }: Turn, { user }: Person) {
    const fields = await readFields(request, ['name', 'charts', 'range', 'version'])
    const { version } = fields
    if (typeof version !== 'number' || !Number.isSafeInteger(version)) {
      throw invalid([fault('version', 'must be the version that was read')])
    }
    const content: BoardContent = { ...contentFrom(fields), user, changedAt: now() }
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
      await sessions.person(request, peer)
      return success({ boards: (await store.boards.list(most.boards)).map(view) })
    },
    'POST /api/boards': recorded('AddBoard', add),
    'PUT /api/boards/:name': recorded('ChangeBoard', change),
    'DELETE /api/boards/:name': recorded('RemoveBoard', async ({ name }) => {
      if (!(await store.boards.remove(name))) throw missing()
      return {}
    }),
  }
}
