import { contractDocument } from '../../src/contract/document'
import { failure, success } from './answer'
import { createAttempts } from './attempts'
import { readAudit } from './auditRead'
import { createCall } from './call'
import { createForward } from './forward'
import { checkHost, checkOrigin } from './guard'
import { secure } from './headers'
import { toHex } from './hex'
import { createMetrics } from './metrics'
import type { Peer, ProxyPorts } from './ports'
import { Problem } from './problem'
import { createSessions } from './session'
import { createSignIn, sessionView } from './signIn'
import { createUsers, requireAdmin } from './users'

interface Turn {
  request: Request
  peer: Peer
  requestId: string
  /** Last part of the path where the route has one. */
  name: string
}

type Route = (turn: Turn) => Promise<Response>
type Methods = Partial<Record<string, Route>>

/**
 * The proxy: every request of a browser or a script, from the guard at the door to the answer. Calls
 * go session → role → allow-list → validation → record → flatten → sign → forward → record (call.ts).
 */
export function createProxy(ports: ProxyPorts) {
  const { accounts, store, now, randomBytes, log, hosts } = ports
  const metrics = createMetrics()
  const sessions = createSessions(ports)
  const signIn = createSignIn(ports.passwords, store, createAttempts(now))
  const call = createCall(ports, createForward(ports), metrics.count)
  const users = createUsers(ports)
  let contract: unknown

  const admin =
    (work: (turn: Turn) => Promise<unknown>): Route =>
    async (turn) => {
      requireAdmin(await sessions.user(turn.request, turn.peer))
      return success(await work(turn))
    }

  const text = (body: string, status = 200) =>
    new Response(body, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })

  const routes: [RegExp, Methods][] = [
    [
      /^\/api\/call\/(\w+)$/,
      {
        async POST({ request, peer, requestId, name }) {
          const user = await sessions.user(request, peer)
          return success(await call(name, request, user, requestId))
        },
      },
    ],
    [
      /^\/api\/session$/,
      {
        async POST({ request, peer }) {
          const user = await signIn(request, peer)
          const cookie = await sessions.begin(user, request, peer)
          return success(sessionView(user, accounts), { 'Set-Cookie': cookie })
        },
        async GET({ request, peer }) {
          return success(sessionView(await sessions.user(request, peer), accounts))
        },
        async DELETE({ request, peer }) {
          return success({}, { 'Set-Cookie': await sessions.end(request, peer) })
        },
      },
    ],
    [
      /^\/api\/contract$/,
      {
        async GET() {
          contract ??= contractDocument()
          return success(contract)
        },
      },
    ],
    [
      /^\/api\/users$/,
      { GET: admin(() => users.list()), POST: admin(({ request }) => users.add(request)) },
    ],
    [
      /^\/api\/users\/([^/]+)$/,
      {
        PATCH: admin(({ name, request }) => users.change(name, request)),
        DELETE: admin(({ name }) => users.remove(name)),
      },
    ],
    [
      /^\/api\/audit$/,
      { GET: admin(({ request }) => readAudit(new URL(request.url).searchParams, store)) },
    ],
    [/^\/healthz$/, { GET: async () => text('ok\n') }],
    [
      /^\/readyz$/,
      { GET: async () => ((await ports.ready()) ? text('ready\n') : text('not ready\n', 503)) },
    ],
    [/^\/metrics$/, { GET: async () => text(metrics.text()) }],
  ]

  async function route(request: Request, peer: Peer, requestId: string): Promise<Response> {
    checkHost(request, hosts)
    const { pathname } = new URL(request.url)
    for (const [pattern, methods] of routes) {
      const match = pattern.exec(pathname)
      if (!match) continue
      const handle = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined
      if (!handle) {
        const Allow = Object.keys(methods).join(', ')
        throw new Problem(405, 'MethodNotAllowed', `Only ${Allow} here.`, { headers: { Allow } })
      }
      checkOrigin(request, peer)
      return handle({ request, peer, requestId, name: decodeURIComponent(match[1] ?? '') })
    }
    throw new Problem(404, 'NotFound', `There is nothing at ${pathname}.`)
  }

  /** Answers everything below /api, and /healthz, /readyz, /metrics. Never throws. */
  return async (request: Request, peer: Peer): Promise<Response> => {
    const began = now()
    const requestId = toHex(randomBytes(8))
    const { pathname } = new URL(request.url)
    const answer = await route(request, peer, requestId).catch((error: unknown) => {
      if (!(error instanceof Problem)) {
        log({
          event: 'failure',
          requestId,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        })
      }
      return failure(error, requestId)
    })
    const { status } = answer
    metrics.count('requests', pathname.split('/').slice(0, 3).join('/'), String(status))
    log({
      event: 'request',
      requestId,
      method: request.method,
      path: pathname,
      status,
      ms: now() - began,
    })
    answer.headers.set('X-Request-Id', requestId)
    return secure(answer, peer.tls)
  }
}

export type Proxy = ReturnType<typeof createProxy>
