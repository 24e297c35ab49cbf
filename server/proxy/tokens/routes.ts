import type * as z from 'zod/mini'
import {
  addToken,
  listTokens,
  maxTokens,
  removeToken,
  tokenPrefix,
} from '../../../src/contract/console/credentials/tokens'
import { sha256, toHex } from '../../wire/digest'
import type { Switches } from '../access/readOnlySwitches'
import { requireAdmin } from '../access/roles'
import { isWithin } from '../access/scope'
import type { AuditRecorder } from '../audit/recorder'
import type { SignedIn } from '../auth/session/lookup'
import type { Sessions } from '../auth/session/sessions'
import { requireRecentVerification } from '../auth/verification'
import { readBody, readQuery } from '../http/body'
import { type Field, Problem } from '../http/problem'
import { respond } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { isRoleWithin } from './permissions'
import type { StoredToken } from './ports'

const day = 24 * 3_600_000
/** Number of characters of the value that are stored and displayed. */
const shownLength = tokenPrefix.length + 6

const view = ({ hash: _, userCreatedAt: __, ...token }: StoredToken) => token

const permissionExceeded = (user: string, fields: readonly Field[]) =>
  new Problem(403, 'OutOfScope', `The token would have more permissions than ${user}.`, { fields })

/** A token has at most the permissions of its user. */
function requireOwnPermissions(
  { user, role, scope }: SignedIn,
  requested: z.output<typeof addToken.body>,
): void {
  const fields: Field[] = []
  if (!isRoleWithin(requested.role, role)) {
    const message = `must not exceed your own role, ${role}`
    fields.push({ path: 'role', rule: 'beyondOwnRole', values: { role }, message })
  }
  if (requested.scope && !isWithin(requested.scope, scope)) {
    fields.push({ path: 'scope', rule: 'beyondOwn', message: 'must not exceed your own scope' })
  }
  if (fields.length > 0) throw permissionExceeded(user, fields)
}

/** A token can't create another token, which could outlive it. */
function requireSession({ accessToken }: SignedIn): void {
  if (accessToken === undefined) return
  throw new Problem(403, 'Forbidden', 'An access token can’t create another one. Sign in instead.')
}

/** /api/tokens: personal access tokens for scripts. */
export function createTokenRoutes(
  { store, now, randomBytes }: ProxyPorts,
  sessions: Sessions & { forgetTokens: () => void },
  record: AuditRecorder,
  switches: Switches,
) {
  async function beginOperation(context: RouteContext, action: string) {
    const { request, peer, requestId } = context
    const principal = await sessions.principal(request, peer)
    return { principal, operation: { ...principal, requestId, address: peer.address, action } }
  }

  async function findToken(id: string, { user, role, scope }: SignedIn): Promise<StoredToken> {
    const token = (await store.accessTokens.list()).find((candidate) => candidate.id === id)
    if (!token || (token.user !== user && role !== 'admin')) {
      throw new Problem(404, 'UnknownToken', 'This access token does not exist.')
    }
    const owner = token.user === user ? undefined : await store.users.find(token.user)
    if (owner && !isWithin(owner.scope, scope)) {
      const message = `The scope of ${token.user} exceeds that of ${user}, so ${user} cannot revoke this token.`
      throw new Problem(403, 'OutOfScope', message)
    }
    return token
  }

  async function created(user: string, requested: z.output<typeof addToken.body>) {
    const holder = await store.users.find(user)
    if (!holder) throw new Problem(401, 'SignInRequired', 'Sign in first.')
    const at = now()
    await store.accessTokens.removeEnded(at)
    if ((await store.accessTokens.list(user)).length >= maxTokens) {
      const message = `${user} has ${maxTokens} access tokens, which is the maximum. Revoke one first.`
      throw new Problem(409, 'TooManyTokens', message)
    }
    const value = `${tokenPrefix}${toHex(randomBytes(32))}`
    const token: StoredToken = {
      id: toHex(randomBytes(8)),
      hash: await sha256(value),
      ...{ user, userCreatedAt: holder.createdAt },
      ...{ name: requested.name, prefix: value.slice(0, shownLength) },
      ...{ role: requested.role, scope: requested.scope ?? {} },
      ...{ canManage: requested.canManage ?? false, createdAt: at, usedAt: null },
      expiresAt: at + requested.days * day,
    }
    await store.accessTokens.add(token)
    return { token: view(token), value }
  }

  return {
    [listTokens.id]: async (context) => {
      const { principal } = await beginOperation(context, '')
      const isAll = readQuery(context, listTokens).all === 'true'
      if (isAll) requireAdmin(principal)
      const tokens = await store.accessTokens.list(isAll ? undefined : principal.user)
      const valid = tokens.filter(({ expiresAt }) => expiresAt > now())
      return respond(context, listTokens, valid.map(view))
    },

    [addToken.id]: async (context) => {
      const { principal, operation } = await beginOperation(context, 'AddToken')
      requireSession(principal)
      requireRecentVerification(principal, now())
      const tokenRequest = await readBody(context, addToken)
      const namedOperation = { ...operation, target: tokenRequest.name }
      await record.unlessRefused(namedOperation, async () => {
        requireOwnPermissions(principal, tokenRequest)
        await switches.requireWritable(undefined, namedOperation.action)
      })
      const newToken = await record.around({ ...namedOperation, params: tokenRequest }, () =>
        created(principal.user, tokenRequest),
      )
      return respond(context, addToken, newToken)
    },

    [removeToken.id]: async (context) => {
      const { principal, operation } = await beginOperation(context, 'RevokeToken')
      const token = await record.unlessRefused({ ...operation, target: context.name }, () =>
        findToken(context.name, principal),
      )
      const { name: target, user: owner, prefix } = token
      await record.around({ ...operation, target, params: { user: owner, prefix } }, async () => {
        await store.accessTokens.remove(token.id)
        sessions.forgetTokens()
      })
      return respond(context, removeToken, {})
    },
  } satisfies Partial<Handlers>
}
