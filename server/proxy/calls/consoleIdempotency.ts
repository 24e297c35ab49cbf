import { callAction } from '../../../src/contract/console/calls'
import { type ConsoleRoute, isRepeatable } from '../../../src/contract/console/declare/route'
import type { Sessions, SignedIn } from '../auth/sessions'
import { hmac, toHex } from '../digest'
import { wholeOf } from '../http/body'
import type { ProxyRequest } from '../http/messages'
import { Problem } from '../http/problem'
import type { Handle } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { keyOf, type Repeats } from './idempotency'

/**
 * Makes the console's own changes repeatable, all in one place: sent again by the same person under the
 * same Idempotency-Key, one is answered as it was the first time. Without a key nothing is kept: one
 * that is told with the answer helps nobody whom the answer does not reach.
 */
export function createRepeatable(ports: ProxyPorts, sessions: Sessions, repeats: Repeats) {
  const { accounts, store, now, randomBytes } = ports
  const fallback = toHex(randomBytes(32))
  /** Who has been let in with a request, so that a session pays for it once. */
  const admitted = new WeakMap<ProxyRequest, SignedIn>()

  /**
   * Tells one request from another without holding any of it: a bare hash could be tried against every
   * password. The secret is one that all consoles on a store have, and the store has not.
   */
  const fingerprintOf = (path: string, whole: Uint8Array) =>
    hmac(
      accounts[0]?.secretKey ?? fallback,
      JSON.stringify([path, new TextDecoder().decode(whole)]),
    )

  /** Where the console said no before anything was done, its key stays free. */
  const mayBeDone = (error: unknown) =>
    error instanceof Problem ? error.isOutcomeUnknown : !store.hasFailed(error)

  const repeatable =
    (handle: Handle): Handle =>
    async (turn) => {
      const { peer, requestId, url } = turn
      const { method, headers } = turn.request
      const key = keyOf(turn.request)
      if (key === undefined) return handle(turn)
      const person = await sessions.person(turn.request, peer)
      const whole = await wholeOf(turn.request)
      const read = async () => whole
      const request: ProxyRequest = { method, url: turn.request.url, headers, body: null, read }
      admitted.set(request, person)
      const fingerprint = await fingerprintOf(`${method} ${url.pathname}`, whole)
      const claim = { user: person.user, key, fingerprint, requestId, at: now() }
      return repeats.once(claim, async (sent) => {
        try {
          return await handle({ ...turn, request })
        } catch (error) {
          if (mayBeDone(error)) sent()
          throw error
        }
      })
    }

  /** For the routes that are made repeatable. */
  const known: Sessions = {
    ...sessions,
    person: async (request, peer) =>
      admitted.get(request) ?? (await sessions.person(request, peer)),
  }

  return {
    sessions: known,
    /** The handler of a route, repeatable where the contract says so; calls see to their keys themselves (call.ts). */
    wrap: (route: ConsoleRoute, handle: Handle): Handle =>
      isRepeatable(route) && route.id !== callAction.id ? repeatable(handle) : handle,
  }
}
