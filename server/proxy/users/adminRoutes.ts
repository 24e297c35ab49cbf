import type { Switches } from '../access/readOnlySwitches'
import { requireAdmin, requireWriter } from '../access/roles'
import { exportAudit } from '../audit/export'
import { readAudit, readEntry } from '../audit/read'
import type { AuditRecorder } from '../audit/recorder'
import type { Person, Sessions } from '../auth/sessions'
import type { ProxyRequest } from '../http/messages'
import { success } from '../http/responses'
import type { Handle, RouteContext, Routes } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { type Change, createUsers } from './routes'

/** What only administrators may see and do; what they change is recorded like a write of the API. */
export function createAdminRoutes(
  ports: ProxyPorts,
  sessions: Sessions,
  record: AuditRecorder,
  switches: Switches,
): Routes {
  const users = createUsers(ports)

  const admins =
    (work: Handle): Handle =>
    async (turn) => {
      requireAdmin(await sessions.person(turn.request, turn.peer))
      return work(turn)
    }

  const shown = (work: (turn: RouteContext) => Promise<unknown>): Handle =>
    admins(async (turn) => success(await work(turn)))

  const recorded =
    (
      action: string,
      prepare: (name: string, request: ProxyRequest, person: Person) => Promise<Change>,
    ): Handle =>
    async ({ request, peer, requestId, name }) => {
      const person = await sessions.person(request, peer)
      const operation = { ...person, requestId, address: peer.address, action, target: name }
      await record.unlessRefused(operation, () => {
        requireAdmin(person)
        if (action !== 'ChangeSwitches') requireWriter(person, action)
      })
      const { work, ...change } = await prepare(name, request, person)
      return success(await record.around({ ...operation, ...change }, work))
    }

  return {
    'GET /api/users': shown(() => users.list()),
    'POST /api/users': recorded('AddUser', users.add),
    'PATCH /api/users/:name': recorded('ChangeUser', users.change),
    'DELETE /api/users/:name': recorded('RemoveUser', users.remove),
    'POST /api/signOut/:name': recorded('SignOutUser', users.signOut),
    'GET /api/switches': shown(() => switches.seen()),
    'PATCH /api/switches': recorded('ChangeSwitches', switches.change),
    'GET /api/audit.csv': admins(async ({ url }) =>
      exportAudit('csv', url.searchParams, ports.store),
    ),
    'GET /api/audit.jsonl': admins(async ({ url }) =>
      exportAudit('jsonl', url.searchParams, ports.store),
    ),
    'GET /api/audit/:name': shown(({ name }) => readEntry(name, ports.store)),
    'GET /api/audit': shown(({ url }) => readAudit(url.searchParams, ports.store)),
  }
}
