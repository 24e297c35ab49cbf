import type * as z from 'zod/mini'
import {
  exportAuditCsv,
  exportAuditJsonLines,
  listAudit,
  readAuditEntry,
} from '../../../src/contract/console/audit'
import { type ConsoleRoute, isSwitchedOff } from '../../../src/contract/console/declare/route'
import { changeSwitches, readSwitches } from '../../../src/contract/console/switches'
import {
  addUser,
  changeUser,
  endUserSessions,
  linkUser,
  listUsers,
  removeUser,
} from '../../../src/contract/console/users'
import { readWarnings } from '../../../src/contract/console/warnings'
import type { Principal } from '../access/principal'
import type { Switches } from '../access/readOnlySwitches'
import { requireAdmin, requireWriter } from '../access/roles'
import { exportAudit } from '../audit/export'
import { readAudit, readEntry } from '../audit/read'
import type { AuditRecorder } from '../audit/recorder'
import type { Sessions } from '../auth/session/sessions'
import { requireRecentVerification } from '../auth/verification'
import { readQuery } from '../http/body'
import { respond } from '../http/responses'
import type { Handlers, RouteContext, RouteHandler } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { createUsers, type PreparedChange } from './routes'

type RouteWithResponse<S extends z.core.$ZodType> = ConsoleRoute & { response: S }

/** Routes for administrators; their changes are audited like writes of the API. */
export function createAdminRoutes(
  ports: ProxyPorts,
  sessions: Sessions,
  record: AuditRecorder,
  switches: Switches,
) {
  const { store, now } = ports
  const users = createUsers(ports)

  const forAdmins =
    (
      handle: (...all: [...Parameters<RouteHandler>, Principal]) => ReturnType<RouteHandler>,
    ): RouteHandler =>
    async (context) => {
      const principal = await sessions.principal(context.request, context.peer)
      requireAdmin(principal)
      return handle(context, principal)
    }

  const readRoute = <S extends z.core.$ZodType>(
    route: RouteWithResponse<S>,
    read: (context: RouteContext, principal: Principal) => Promise<z.output<S>>,
  ): RouteHandler =>
    forAdmins(async (context, principal) => respond(context, route, await read(context, principal)))

  const recordedRoute =
    <S extends z.core.$ZodType>(
      route: RouteWithResponse<S>,
      action: string,
      prepare: (
        context: RouteContext,
        principal: Principal,
      ) => Promise<PreparedChange<z.output<S>>>,
    ): RouteHandler =>
    async (context) => {
      const { request, peer, requestId, name } = context
      const principal = await sessions.principal(request, peer)
      const operation = { ...principal, requestId, address: peer.address, action, target: name }
      await record.unlessRefused(operation, async () => {
        requireAdmin(principal)
        requireWriter(principal, action)
        if (isSwitchedOff(route)) await switches.requireWritable(undefined, action)
        if (action !== 'ChangeSwitches') requireRecentVerification(principal, now())
      })
      const { work, ...change } = await prepare(context, principal)
      return respond(context, route, await record.around({ ...operation, ...change }, work))
    }

  return {
    [listUsers.id]: readRoute(listUsers, () => users.list()),
    [addUser.id]: recordedRoute(addUser, 'AddUser', users.add),
    [changeUser.id]: recordedRoute(changeUser, 'ChangeUser', users.change),
    [removeUser.id]: recordedRoute(removeUser, 'RemoveUser', users.remove),
    [linkUser.id]: recordedRoute(linkUser, 'LinkUser', users.link),
    [endUserSessions.id]: recordedRoute(endUserSessions, 'SignOutUser', users.signOut),
    [readSwitches.id]: readRoute(readSwitches, (_context, principal) =>
      switches.visibleTo(principal),
    ),
    [changeSwitches.id]: recordedRoute(changeSwitches, 'ChangeSwitches', switches.change),
    [readWarnings.id]: readRoute(readWarnings, async () =>
      ports.isClientAddressKnown === false ? ['clientAddressUnknown' as const] : [],
    ),
    [exportAuditCsv.id]: forAdmins(async (context) =>
      exportAudit('csv', readQuery(context, exportAuditCsv), store),
    ),
    [exportAuditJsonLines.id]: forAdmins(async (context) =>
      exportAudit('jsonl', readQuery(context, exportAuditJsonLines), store),
    ),
    [readAuditEntry.id]: readRoute(readAuditEntry, ({ name }) => readEntry(name, store)),
    [listAudit.id]: readRoute(listAudit, (context) =>
      readAudit(readQuery(context, listAudit), store),
    ),
  } satisfies Partial<Handlers>
}
