import { DuplicateImage } from '../../../src/contract/actions/registry/tags'
import { pushTag } from '../../../src/contract/console/push'
import { requireEffectScope } from '../access/effectScope'
import type { Principal } from '../access/principal'
import { type Send, withoutMissing } from '../access/readAll'
import { createSwitches } from '../access/readOnlySwitches'
import { requireWriter } from '../access/roles'
import {
  isInScope,
  isRegionInScope,
  requireAccountInScope,
  requireScope,
  type Scoped,
} from '../access/scope'
import type { AuditRecorder } from '../audit/recorder'
import type { Sessions } from '../auth/session/sessions'
import type { RecheckRoute } from '../calls/consoleIdempotency'
import { readBody } from '../http/body'
import { invalid, Problem } from '../http/problem'
import { respond } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import type { Account, ProxyPorts, Push } from '../ports'
import { httpStatuses } from '../upstream/statuses'

/** Action name in the audit log; the API has no action for a push. */
const action = 'PushTag'

function pushOf(
  accounts: readonly Account[],
  name: string,
  by: Scoped,
): { account: Account; push: Push } {
  requireAccountInScope(by, name)
  const able = accounts.filter((candidate) => candidate.push)
  const account = able.find((candidate) => candidate.name === name)
  if (account?.push) return { account, push: account.push }
  const names = able
    .map((item) => item.name)
    .filter((value) => isInScope(by.scope, 'accounts', value))
  const values = names.join(', ')
  const message = values ? `must be one of ${values}` : 'has no registry that can be pushed to here'
  throw invalid([{ path: 'account', rule: 'oneOf', values: { values }, message }], 'UnknownAccount')
}

/** Names the refused parameter if the cloud's message does. */
function refusalProblem({
  code,
  codeDesc,
  message,
}: {
  code: number
  codeDesc: string
  message: string
}) {
  const path = ['reponame', 'tag'].find((name) => message.startsWith(`${name} `))
  return new Problem(httpStatuses[code] ?? 502, codeDesc, message, {
    code,
    ...(code === 4000 && path && { fields: [{ path, message }] }),
  })
}

/**
 * Pushing a tag needs the permission to copy one: both change a registry and, by triggers,
 * services.
 */
async function requireMayCopyTag(
  principal: Principal,
  account: Account,
  { reponame, tag }: { reponame: string; tag: string },
  send: Send,
): Promise<void> {
  const [first = ''] = account.regions
  const region =
    account.regions.find((candidate) => isRegionInScope(principal.scope, candidate)) ?? first
  const params = { dest_image: `${reponame}:${tag}` }
  const copy = { action: DuplicateImage, account, region, params }
  requireScope(principal, copy, params)
  await requireEffectScope(principal, copy, params, send)
}

/**
 * POST /api/push `{"account","reponame","tag"}`: does what `docker push` does, in an account that
 * the host simulates. Like other writes it needs the operator role and is audited. `recheck` applies
 * to a repeated request: its scope, and the triggers that the push would fire, may have changed.
 */
export function createPushRoute(
  ports: ProxyPorts,
  sessions: Sessions,
  record: AuditRecorder,
  send: Send,
) {
  const switches = createSwitches(ports)

  async function allowed(context: RouteContext, principal: Principal, read: Send) {
    const { peer, requestId } = context
    const { account, ...what } = await readBody(context, pushTag)
    const target = `${what.reponame}:${what.tag}`
    const operation = { ...principal, requestId, address: peer.address, action, account, target }
    const push = await record.unlessRefused(operation, async () => {
      requireWriter(principal, action)
      const registryPush = pushOf(ports.accounts, account, principal)
      await switches.requireWritable(registryPush.account, action)
      await requireMayCopyTag(principal, registryPush.account, what, read)
      return registryPush.push
    })
    return { operation, push, what }
  }

  const handlers = {
    [pushTag.id]: async (context) => {
      const principal = await sessions.principal(context.request, context.peer)
      const { operation, push, what } = await allowed(context, principal, send)
      const { deleted, fired } = await record.around({ ...operation, params: what }, async () => {
        const pushResult = await push(what)
        if (pushResult.refusal) throw refusalProblem(pushResult.refusal)
        return pushResult
      })
      return respond(context, pushTag, { deleted: deleted.length, fired })
    },
  } satisfies Partial<Handlers>

  const recheck: RecheckRoute = async (context, principal) => {
    // The repository may have been deleted since the first request.
    await allowed(context, principal, withoutMissing(send))
  }
  return { handlers, rechecks: { [pushTag.id]: recheck } }
}
