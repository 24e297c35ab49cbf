import { contractDocument } from '../../src/contract/document'
import { createAdminRoutes } from './admin'
import { failure, success, text } from './answer'
import { createAttempts } from './attempts'
import { createBoardRoutes } from './boards'
import { createCall } from './call'
import { createDeedRoutes } from './deeds'
import { createDraftRoutes } from './drafts'
import { requireKnownHost, requireSameOrigin } from './guard'
import { secure } from './headers'
import { createMetrics } from './metrics'
import type { Peer, ProxyPorts } from './ports'
import { Problem } from './problem'
import { createPushRoute } from './push'
import { createRecord } from './record'
import { createRequestIds } from './requestId'
import { createRevisionRoutes } from './revisionRead'
import { revisionWitnesses } from './revisions'
import { findRoute, type Routes } from './routes'
import { eventWitnesses } from './seenEvents'
import { createSessions, sessionView } from './session'
import { createSignIn } from './signIn'
import { createFollow } from './tasks/follow'
import { createTaskRoutes } from './tasks/routes'
import { createTaskWitnesses } from './tasks/witness'
import { together } from './witness'

export interface Proxy {
  (request: Request, peer?: Peer): Promise<Response>
  /** Looks after what goes on beyond answers; for a host to call once a second. Throws when the store does. */
  follow: () => Promise<void>
}

const nobody: Peer = { address: '', tls: false }

/**
 * The proxy: a function from a request of a browser or a script to its answer; everything below /api,
 * and /healthz, /readyz and /metrics. Never throws, and waits for nothing but its ports.
 */
export function createProxy(ports: ProxyPorts): Proxy {
  const { accounts, now, log, hosts } = ports
  const metrics = createMetrics()
  const record = createRecord(ports)
  const sessions = createSessions(ports)
  const signIn = createSignIn(ports, createAttempts(now), record)
  const newRequestId = createRequestIds(ports)
  let contract: string | undefined

  const routes: Routes = {
    'POST /api/call/:name': createCall(
      ports,
      sessions,
      record,
      metrics.count,
      together(createTaskWitnesses(ports), revisionWitnesses(ports), eventWitnesses(ports)),
    ),

    'POST /api/session': async ({ request, peer, requestId }) => {
      const person = await signIn(request, peer, requestId)
      const cookie = await sessions.begin(person, request, peer)
      return success(sessionView(person, accounts), { 'Set-Cookie': cookie })
    },
    'GET /api/session': async ({ request, peer }) =>
      success(sessionView(await sessions.person(request, peer), accounts)),
    'DELETE /api/session': async ({ request, peer }) =>
      success({}, { 'Set-Cookie': await sessions.end(request, peer) }),

    ...createAdminRoutes(ports, sessions, record),
    ...createBoardRoutes(ports, sessions, record),
    ...createDeedRoutes(ports, sessions),
    ...createRevisionRoutes(ports, sessions),
    ...createDraftRoutes(ports, sessions),
    ...createTaskRoutes(ports, sessions),
    ...createPushRoute(ports, sessions, record),

    'GET /api/contract': async () => {
      contract ??= JSON.stringify({ data: contractDocument() })
      return new Response(contract, { headers: { 'Content-Type': 'application/json' } })
    },
    'GET /healthz': async () => text('ok'),
    'GET /readyz': async () => ((await ports.isReady()) ? text('ready') : text('not ready', 503)),
    'GET /metrics': async () => text(metrics.text()),
  }

  /** Not being signed in is how every visit begins. */
  function tell(error: unknown, facts: { requestId: string; method: string; path: string }) {
    if (!(error instanceof Problem)) {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
      log({ event: 'failure', ...facts, error: trace })
    } else if (error.codeDesc !== 'SignInRequired') {
      log({ event: 'refused', ...facts, status: error.status, codeDesc: error.codeDesc })
    }
  }

  const answer = async (request: Request, peer: Peer = nobody): Promise<Response> => {
    const requestId = newRequestId()
    const { method } = request
    const url = new URL(request.url)
    let name = 'none'
    let response: Response
    try {
      requireKnownHost(url, hosts)
      const route = findRoute(routes, method, url.pathname)
      name = route.route
      if (method !== 'GET' && method !== 'HEAD') requireSameOrigin(request, url)
      response = await route.handle({ request, url, peer, requestId, name: route.name })
    } catch (error) {
      tell(error, { requestId, method, path: url.pathname })
      response = failure(error, requestId)
    }
    metrics.count('requests', name, String(response.status))
    response.headers.set('X-Request-Id', requestId)
    return secure(response, peer.tls)
  }
  return Object.assign(answer, { follow: createFollow(ports, metrics.count) })
}
