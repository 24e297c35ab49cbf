import { callAction } from '../../../src/contract/console/calls/calls'
import {
  type ConsoleRoute,
  isRepeatable,
  isSwitchedOff,
} from '../../../src/contract/console/declare/route'
import { hmac, toHex } from '../../wire/digest'
import type { Principal } from '../access/principal'
import { createSwitches } from '../access/readOnlySwitches'
import { requireAdmin, requireWriter } from '../access/roles'
import { isWithin } from '../access/scope'
import type { SignedIn } from '../auth/session/lookup'
import type { Sessions } from '../auth/session/sessions'
import { readBytes } from '../http/body'
import type { ProxyRequest } from '../http/messages'
import { Problem } from '../http/problem'
import type { RouteContext, RouteHandler } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { type IdempotentWrites, keyOf } from './idempotency'
import type { EarlierClaim } from './ports'

/**
 * Throws unless a repeated request would still be allowed: for routes whose permission depends on
 * more than role and scope, such as the triggers that a push fires.
 */
export type RecheckRoute = (context: RouteContext, principal: Principal) => Promise<void>
export type RouteRechecks = Readonly<Partial<Record<string, RecheckRoute>>>

/**
 * Returning a stored response requires the same permission as the request, which the handler has
 * not checked. The first request may have deleted the target that determines the required scope, so
 * the user's scope must include the scope of the first request.
 */
function requireStillAllowed(
  { id, access }: ConsoleRoute,
  principal: SignedIn,
  first: Pick<EarlierClaim, 'scope'>,
): void {
  if (access === 'admin') requireAdmin(principal)
  if (access === 'admin' || access === 'operator') requireWriter(principal, id)
  if (isWithin(first.scope, principal.scope)) return
  throw new Problem(
    403,
    'OutOfScope',
    `The scope of ${principal.user} was wider at the first request with this Idempotency-Key, so its response is not repeated. Check the current state instead.`,
  )
}

/**
 * Makes the console's own writes idempotent: a repeated request of the same user with the same
 * Idempotency-Key gets the first response. Without a key nothing is stored, because a client that
 * missed the response could not know a generated key.
 */
export function createConsoleIdempotency(
  ports: ProxyPorts,
  sessions: Sessions,
  repeats: IdempotentWrites,
) {
  const { accounts, store, now, randomBytes } = ports
  const switches = createSwitches(ports)
  const fallback = toHex(randomBytes(32))
  /**
   * Authenticated users by request, so that each request counts only once against the rate limit.
   */
  const admitted = new WeakMap<ProxyRequest, SignedIn>()

  /**
   * A keyed fingerprint of a request; a plain hash would allow guessing passwords. All consoles on
   * a store share the key, which is not in the store.
   */
  const fingerprintOf = (path: string, whole: Uint8Array) =>
    hmac(
      accounts[0]?.secretKey ?? fallback,
      JSON.stringify([path, new TextDecoder().decode(whole)]),
    )

  /** A refusal before the write has any effect releases the key. */
  const mayBeDone = (error: unknown) =>
    error instanceof Problem ? error.isOutcomeUnknown : !store.hasFailed(error)

  const repeatable =
    (
      route: ConsoleRoute,
      handle: RouteHandler,
      recheckRoute: RecheckRoute | undefined,
    ): RouteHandler =>
    async (turn) => {
      const { peer, requestId, url } = turn
      const { method, headers } = turn.request
      const key = keyOf(turn.request)
      if (key === undefined) return handle(turn)
      const principal = await sessions.principal(turn.request, peer)
      const bodyBytes = await readBytes(turn.request)
      const read = async () => bodyBytes
      const request: ProxyRequest = { method, url: turn.request.url, headers, body: null, read }
      admitted.set(request, principal)
      const fingerprint = await fingerprintOf(`${method} ${url.pathname}`, bodyBytes)
      const { user, scope } = principal
      const claim = { user, key, fingerprint, requestId, at: now(), scope }
      const recheck = async (first: Pick<EarlierClaim, 'scope'>) => {
        const asker = await sessions.current(turn.request, peer)
        requireStillAllowed(route, asker, first)
        if (isSwitchedOff(route)) await switches.requireWritable(undefined, route.id)
        await recheckRoute?.({ ...turn, request }, asker)
      }
      return repeats.once(claim, recheck, async (sent) => {
        try {
          return await handle({ ...turn, request })
        } catch (error) {
          if (mayBeDone(error)) sent()
          throw error
        }
      })
    }

  /** Sessions for handlers of idempotent routes. */
  const admittingSessions: Sessions = {
    ...sessions,
    principal: async (request, peer) =>
      admitted.get(request) ?? (await sessions.principal(request, peer)),
  }

  return {
    sessions: admittingSessions,
    /**
     * Returns a decorator that makes a route's handler idempotent if the contract declares it;
     * calls handle their keys themselves (call.ts).
     */
    wrapWith:
      (rechecks: RouteRechecks) =>
      (route: ConsoleRoute, handle: RouteHandler): RouteHandler =>
        isRepeatable(route) && route.id !== callAction.id
          ? repeatable(route, handle, rechecks[route.id])
          : handle,
  }
}
