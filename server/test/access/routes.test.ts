import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isSwitchedOff, isWrite } from '../../../src/contract/console/declare/route'
import { consoleRoutes } from '../../../src/contract/console/routes'
import { type SimulatedProxy, simulatedProxy } from '../proxy/simulatedProxy'

const location = { account: 'embedded', region: 'gz' }
const board = { name: 'Shop', charts: [], range: '' }

/** A valid body for each route that writes; a route that is missing here fails the test. */
const bodies: Readonly<Record<string, object>> = {
  'POST /api/boards': { ...location, ...board },
  'PUT /api/boards/:name': { ...board, version: 1 },
  'DELETE /api/boards/:name': {},
  'PUT /api/drafts/:name': { values: {} },
  'DELETE /api/drafts/:name': {},
  'POST /api/push': { account: 'embedded', reponame: 'shop/admin', tag: '9.9.9' },
  'POST /api/users': { user: 'new', password: 'a long password', role: 'viewer' },
  'PATCH /api/users/:name': { role: 'viewer' },
  'DELETE /api/users/:name': {},
  'POST /api/signOut/:name': {},
  'PATCH /api/switches': { readOnly: true },
  'POST /api/linkUser/:name': { user: 'someone' },
  'POST /api/tokens': { name: 'deploy', role: 'viewer', days: 1 },
  'POST /api/password': { currentPassword: 'admin-password', password: 'a long password' },
}

let console: SimulatedProxy
const cookies: Record<string, string> = {}

beforeAll(async () => {
  console = await simulatedProxy()
  const { proxy } = console
  for (const role of ['viewer', 'operator', 'admin'] as const) {
    cookies[role] = await proxy.signInAs(role)
  }
  await proxy.signInAs('admin', 'readOnly')
  await proxy.store.users.change('readOnly', { isReadOnly: true })
  cookies.readOnly = await proxy.signIn('readOnly')
  cookies.limited = await proxy.limited({ accounts: ['other'] })
})
beforeEach(() => switchConsole(false))
afterAll(() => console.proxy.close())

const switchConsole = (isOn: boolean) =>
  console.proxy.store.switches.set('readOnly', isOn, { user: 'admin', at: 0 })

async function answerOf(id: string, user: string) {
  const [method = '', path = ''] = id.split(' ')
  const to = path.replace(':name', 'operator')
  const { body } = await console.proxy.write(method, to, bodies[id], cookies[user] ?? '')
  return body.error?.codeDesc ?? 'ok'
}

const writes = consoleRoutes.filter((route) => isWrite(route) && bodies[route.id])

it('the table has a request body for every write that the read-only switch covers', () => {
  expect(consoleRoutes.filter((route) => isSwitchedOff(route) && !bodies[route.id])).toEqual([])
})

describe.each(writes)('$id', (route) => {
  it('is refused while the console is read-only, unless it is declared open', async () => {
    if (!isSwitchedOff(route)) return
    await switchConsole(true)
    const changes = await console.changesOf(async () => {
      expect(await answerOf(route.id, 'admin')).toBe('SwitchedOff')
    })
    expect(changes).toEqual([])
  })

  it('is refused to users whose role or access does not allow it', async () => {
    const changes = await console.changesOf(async () => {
      if (route.access === 'operator') expect(await answerOf(route.id, 'viewer')).toBe('ReadOnly')
      if (route.access === 'admin') {
        expect(await answerOf(route.id, 'viewer')).toBe('Forbidden')
        expect(await answerOf(route.id, 'operator')).toBe('Forbidden')
      }
      if (route.access === 'viewer') return
      expect(await answerOf(route.id, 'readOnly')).toBe('ReadOnly')
      if (route.access === 'operator' && 'account' in (bodies[route.id] ?? {})) {
        expect(await answerOf(route.id, 'limited')).toBe('OutOfScope')
      }
    })
    expect(changes).toEqual([])
  })
})
