import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'

let proxy: TestProxy
const cookies: Record<string, string> = {}

beforeEach(async () => {
  proxy = await testProxy({ accounts: [accountAt('http://127.0.0.1:9')] })
  for (const role of ['viewer', 'operator'] as const) cookies[role] = await proxy.signInAs(role)
})
afterEach(() => proxy.close())

const charts = ['service_cpu_used:cls-1/default/web', 'dc_cpu_usage:cls-1@80']
const board = { name: 'Shop', account: 'prod', region: 'gz', charts, range: '1d' }
const operator = () => cookies.operator ?? ''
const createBoard = (overrides: object = {}, cookie = operator()) =>
  proxy.write('POST', '/api/boards', { ...board, ...overrides }, cookie)

interface ListedBoard {
  id: string
  name: string
  version: number
  charts: string[]
}

async function list(cookie = operator()): Promise<ListedBoard[]> {
  const { body } = await proxy.send('/api/boards', { headers: { Cookie: cookie } })
  return (body.data as { boards: ListedBoard[] }).boards
}

describe('boards', () => {
  it('are stored by name and listed for every signed-in user', async () => {
    expect((await createBoard()).status).toBe(200)
    const [first] = await list(cookies.viewer)
    expect(first).toMatchObject({ ...board, version: 1, user: 'operator' })
    expect((await proxy.send('/api/boards')).status).toBe(401)
  })

  it('are changed and removed only by operators, and audited', async () => {
    await createBoard()
    const [first] = await list()
    const path = `/api/boards/${first?.id}`
    const changedBoard = {
      name: 'Shop 2',
      charts: charts.slice(1),
      range: '',
      version: first?.version,
    }
    expect((await proxy.write('PUT', path, changedBoard, cookies.viewer)).status).toBe(403)
    expect((await proxy.write('PUT', path, changedBoard, operator())).body.data).toEqual({
      version: 2,
    })
    expect((await list())[0]).toMatchObject({
      name: 'Shop 2',
      charts: changedBoard.charts,
      version: 2,
    })
    const stale = await proxy.write('PUT', path, changedBoard, operator())
    expect([stale.status, stale.body.error?.codeDesc]).toEqual([409, 'BoardChanged'])
    expect((await proxy.write('DELETE', path, undefined, cookies.viewer)).status).toBe(403)
    expect((await proxy.write('DELETE', path, undefined, operator())).status).toBe(200)
    for (const method of ['PUT', 'DELETE']) {
      const notFound = await proxy.write(method, path, changedBoard, operator())
      expect([notFound.status, notFound.body.error?.codeDesc]).toEqual([404, 'UnknownBoard'])
    }
    expect(await list()).toEqual([])
    const actions = (await proxy.rows()).map(({ action, outcome }) => `${action} ${outcome}`)
    expect(actions).toEqual(
      expect.arrayContaining([
        'AddBoard ok',
        'ChangeBoard ok',
        'ChangeBoard refused',
        'RemoveBoard ok',
      ]),
    )
  })

  it.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(61) }, 'name'],
    [{ charts: 'one' }, 'charts'],
    [{ charts: [1] }, 'charts'],
    [{ charts: Array.from({ length: 61 }, () => 'dc_cpu_usage:cls-1') }, 'charts'],
    [{ charts: ['x'.repeat(4001)] }, 'charts'],
    [{ charts: Array<string>(9).fill('x'.repeat(3600)) }, 'charts'],
    [{ range: '1 h!' }, 'range'],
    [{ account: 'nobody' }, 'account'],
    [{ region: 'nowhere' }, 'region'],
    [{ colour: 'red' }, 'colour'],
  ])('are refused with the invalid field: %j', async (overrides, path) => {
    const { status, body } = await createBoard(overrides)
    expect(status).toBe(400)
    expect(body.error?.fields.map((field) => field.path)).toEqual([path])
    expect(await list()).toEqual([])
  })
})

describe('activity', () => {
  const row = (id: number, more: object) => ({
    id: `${id}`.padStart(12, '0'),
    at: 1_000_000 + id,
    user: 'ada',
    role: 'operator',
    address: '',
    account: 'prod',
    region: 'gz',
    action: 'ModifyServiceReplicas',
    target: 'cls-1/default/web',
    params: '{"scaleTo":5}',
    outcome: 'ok' as const,
    code: 0,
    codeDesc: '',
    message: '',
    cloudRequestId: '',
    duration: 1,
    ...more,
  })
  const readActivity = (query: object, cookie = cookies.viewer ?? '') =>
    proxy.send(
      `/api/activity?${new URLSearchParams({ account: 'prod', region: 'gz', target: 'cls-1', from: '0', to: '2000000', ...query })}`,
      { headers: { Cookie: cookie } },
    )

  beforeEach(async () => {
    const rows = [
      row(1, {}),
      row(2, { target: 'cls-1/default/web2' }),
      row(3, { target: 'cls-12/default/web' }),
      row(4, { outcome: 'refused' }),
      row(5, { account: 'other' }),
      row(6, { region: 'sh' }),
      row(7, { target: 'cls-1' }),
      row(8, { target: 'cls_1/x' }),
    ]
    for (const entry of rows) await proxy.store.audit.add(entry)
  })

  it('lists operations on a resource and its contents, newest first, without parameters', async () => {
    const { body } = await readActivity({})
    const { activity } = body.data as { activity: { at: number }[] }
    expect(activity.map(({ at }) => at - 1_000_000)).toEqual([7, 2, 1])
    expect(activity[2]).toEqual({
      at: 1_000_001,
      action: 'ModifyServiceReplicas',
      target: 'cls-1/default/web',
      user: 'ada',
    })
    const below = (await readActivity({ target: 'cls-1/default/web' })).body.data
    expect(below).toMatchObject({ activity: [{ at: 1_000_001 }] })
  })

  it('respects the time range, and matches names with wildcard characters literally', async () => {
    expect((await readActivity({ from: '1000002' })).body.data).toMatchObject({
      activity: [{ at: 1_000_007 }, { at: 1_000_002 }],
    })
    expect((await readActivity({ target: 'cls_1' })).body.data).toMatchObject({
      activity: [{ at: 1_000_008 }],
    })
    expect((await readActivity({ target: 'cls%' })).body.data).toEqual({ activity: [] })
  })

  it('is refused without a session and for invalid queries', async () => {
    expect((await readActivity({}, '')).status).toBe(401)
    expect((await readActivity({ from: 'x' })).status).toBe(400)
    expect((await readActivity({ target: '' })).status).toBe(400)
    expect((await readActivity({ account: 'nobody' })).status).toBe(400)
  })

  it('stay as they are while the whole console is read-only', async () => {
    await createBoard({ name: 'Frozen' })
    const match = (await list()).find(({ name }) => name === 'Frozen')
    await proxy.store.switches.set('readOnly', true, { user: 'ada', at: 1 })
    const path = `/api/boards/${match?.id}`
    const thawedBoard = { name: 'Thawed', charts, range: '', version: match?.version }
    for (const answer of [
      await createBoard({ name: 'New' }),
      await proxy.write('PUT', path, thawedBoard, operator()),
      await proxy.write('DELETE', path, undefined, operator()),
    ]) {
      expect([answer.status, answer.body.error?.codeDesc]).toEqual([403, 'SwitchedOff'])
    }
    expect((await list()).map(({ name }) => name)).toContain('Frozen')
    expect((await proxy.rows())[0]).toMatchObject({ action: 'RemoveBoard', outcome: 'refused' })
    await proxy.store.switches.set('readOnly', false, { user: 'ada', at: 1 })
    expect((await proxy.write('DELETE', path, undefined, operator())).status).toBe(200)
  })
})
