import { callAction } from '../../src/contract/console/calls/calls'
import { readSeries } from '../../src/contract/console/calls/series'
import { isHookPath } from '../../src/contract/console/credentials/hooks'
import {
  healthz,
  isProbePath,
  metrics as metricsRoute,
  readyz,
} from '../../src/contract/console/health'
import { actions, isActionName } from '../../src/contract/index'
import { createSwitches } from './access/readOnlySwitches'
import { createActivityRoutes } from './audit/activity'
import { createAuditRecorder } from './audit/recorder'
import { createRefusals } from './audit/refusals'
import { failurePage } from './auth/failurePage'
import { createPasswordQueue } from './auth/limits/passwordQueue'
import { createSessions } from './auth/session/sessions'
import { createSessionRoutes } from './auth/sessionRoutes'
import { createRevalidation } from './auth/sso/revalidation'
import { createBoardRoutes } from './boards/routes'
import { createCall } from './calls/call'
import { createConsoleIdempotency } from './calls/consoleIdempotency'
import { createDispatch } from './calls/dispatch'
import { createIdempotentWrites } from './calls/idempotency'
import { combineObservers } from './calls/observers'
import { createPrepareCall } from './calls/preparedCall'
import { createSeriesRoute } from './calls/series'
import { createDraftRoutes } from './drafts/routes'
import { createNodeEventRoutes, nodeObservers } from './history/nodeEvents'
import { revisionObservers } from './history/revisionObserver'
import { createRevisionRoutes } from './history/revisionRoutes'
import { eventObservers } from './history/serviceEvents'
import { markDeprecated, withSentNames } from './http/deprecated'
import { createDocumentRoutes } from './http/documents'
import type { ProxyRequest, ProxyResponse } from './http/messages'
import { requireJson, requireKnownHost, requireSameOrigin } from './http/originGuard'
import { Problem } from './http/problem'
import { createRequestIds } from './http/requestId'
import { errorResponse, textResponse } from './http/responses'
import { createRouteTable, findRoute, type Handlers, type RouteContext } from './http/routes'
import { setSecurityHeaders } from './http/securityHeaders'
import { storeFailed, storeUnavailable } from './http/storeProblems'
import { createInventory, type Inventory } from './inventory/inventory'
import { createInventoryRoutes } from './inventory/routes'
import { createMetrics, metricsType } from './metrics/metrics'
import type { Peer, ProxyPorts } from './ports'
import { createPushRoute } from './push/route'
import { createMasks } from './secrets/masks'
import { createRevealRoute } from './secrets/revealRoute'
import { createTaskFollower } from './tasks/follow'
import { createTaskObservers } from './tasks/observer'
import { createTaskRoutes } from './tasks/routes'
import { createTokenRoutes } from './tokens/routes'
import { bearerOf, withTokens } from './tokens/tokenSessions'
import { createAccountRoutes } from './upstream/accountRoutes'
import { createAccountStates } from './upstream/accountState'
import { createCircuits } from './upstream/circuits'
import { createAdminRoutes } from './users/adminRoutes'

export interface Proxy {
  (request: Request, peer?: Peer): Promise<Response>
  /** `fetch` without the overhead of the Fetch API's classes. */
  reply: (request: ProxyRequest, peer: Peer) => Promise<ProxyResponse>
  /** Runs background work; the host calls it once a second. Throws when the store fails. */
  runBackgroundWork: () => Promise<void>
  /** Checks every account in each of its regions and logs the results. */
  checkAccounts: () => Promise<void>
  /** Keeps the inventory up to date; the host calls `step` a few times a second. */
  inventory: Pick<Inventory, 'step' | 'settled' | 'close'>
}

/** Longer paths are truncated in the log: a path may be as long as the limit for all headers. */
const maxLoggedPath = 200

const unknownPeer: Peer = { address: '', tls: false }

/**
 * The proxy as a function from request to response: everything below /api, and /healthz, /readyz
 * and /metrics. Never throws.
 */
export function createProxy(ports: ProxyPorts): Proxy {
  const queue = createPasswordQueue(ports.passwords)
  const withQueue: ProxyPorts = { ...ports, passwords: queue.bounded }
  const { accounts, store, log, hosts, elapsed = ports.now, processFacts } = ports
  const circuits = createCircuits(ports)
  const metrics = createMetrics(elapsed, processFacts, circuits)
  const record = createAuditRecorder(ports, metrics.auditFailed)
  const recordRefusal = createRefusals(record)
  const newRequestId = createRequestIds(ports)
  const revalidate = createRevalidation(ports, newRequestId, record)
  const sessions = withTokens(createSessions(ports, revalidate), ports)
  const repeats = createIdempotentWrites(ports)
  const repeatable = createConsoleIdempotency(ports, sessions, repeats)
  const repeatableSessions = repeatable.sessions
  const switches = createSwitches(ports)
  const states = createAccountStates(ports, circuits)
  const { watch } = states
  const probe = createDispatch(ports, metrics.count, { watch, circuits, isForced: true })
  const follow = createTaskFollower(ports, metrics.count, circuits)
  const masks = createMasks(ports)
  const inventory = createInventory(ports, createDispatch(ports, metrics.count, { circuits }))

  const prepare = createPrepareCall(ports, sessions, metrics.count, {
    observers: combineObservers(
      createTaskObservers(ports),
      revisionObservers(ports),
      eventObservers(ports),
      nodeObservers(ports),
    ),
    watch,
    circuits,
    masks,
  })

  const push = createPushRoute(ports, repeatableSessions, record, probe)
  const handlers: Handlers = {
    [callAction.id]: createCall(ports, sessions, record, repeats, prepare, masks),
    ...createSeriesRoute(ports, sessions, record, prepare),

    ...createSessionRoutes(withQueue, queue, repeatableSessions, record, switches, metrics.signIn),
    ...createAdminRoutes(withQueue, repeatableSessions, record, switches),
    ...createAccountRoutes(ports, repeatableSessions, states, probe),
    ...createBoardRoutes(ports, repeatableSessions, record),
    ...createActivityRoutes(ports, repeatableSessions),
    ...createRevisionRoutes(ports, repeatableSessions, masks),
    ...createNodeEventRoutes(ports, repeatableSessions),
    ...createDraftRoutes(ports, repeatableSessions, masks),
    ...createTaskRoutes(ports, repeatableSessions),
    ...createInventoryRoutes(ports, repeatableSessions, inventory),
    ...createTokenRoutes(
      ports,
      { ...repeatableSessions, forgetTokens: sessions.forgetTokens },
      record,
      switches,
    ),
    ...createRevealRoute(ports, repeatableSessions, record, masks, probe),
    ...push.handlers,
    ...createDocumentRoutes(repeatableSessions),

    [healthz.id]: async () => textResponse('ok'),
    [readyz.id]: async () =>
      (await ports.isReady()) ? textResponse('ready') : textResponse('not ready', 503),
    [metricsRoute.id]: async () => textResponse(metrics.text(), 200, metricsType),
  }
  const table = createRouteTable(handlers, repeatable.wrapWith(push.rechecks))

  const isStoreOutage = (error: unknown) => !(error instanceof Problem) && store.isOutage(error)

  interface Facts {
    requestId: string
    method: string
    path: string
    address: string
    user: string | undefined
  }

  /** Every visit starts signed out, so a refused read of the session is not logged. */
  function logError(error: unknown, facts: Facts) {
    if (isStoreOutage(error)) log({ event: 'storeAway', ...facts, error: String(error) })
    else if (!(error instanceof Problem)) {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
      log({ event: 'failure', ...facts, error: trace })
    } else if (error.codeDesc !== 'SignInRequired' || facts.path !== '/api/session') {
      log({ event: 'refused', ...facts, status: error.status, codeDesc: error.codeDesc })
    }
  }

  /**
   * Turns database errors into problems; the recorder has already done so for errors during an
   * operation.
   */
  function asProblem(error: unknown): unknown {
    if (error instanceof Problem || !store.hasFailed(error)) return error
    return store.isOutage(error) ? storeUnavailable() : storeFailed()
  }

  const reply = async (request: ProxyRequest, peer: Peer): Promise<ProxyResponse> => {
    const requestId = newRequestId()
    const { method } = request
    const url = request.address ?? new URL(request.url)
    const startedAt = metrics.begin()
    let name = 'none'
    let response: ProxyResponse
    let context: RouteContext | undefined
    try {
      if (!isProbePath(url.pathname)) requireKnownHost(url, hosts, peer)
      const route = findRoute(table, method, url.pathname)
      name = route.route
      // Hooks authenticate each request by its content, not by a cookie, so they need no CSRF
      // check.
      const isWrite = method !== 'GET' && method !== 'HEAD' && !isHookPath(url.pathname)
      // Pages of other sites cannot send a token, and browsers never add one by themselves.
      if (isWrite && bearerOf(request) !== undefined) requireJson(request)
      else if (isWrite) requireSameOrigin(request, url, ports.origin)
      const isOfSomebody = isWrite && url.pathname !== '/api/session'
      const { route: id, name: last } = route
      const isReadAction = id === callAction.id && isActionName(last) && !actions[last].mutates
      const isRead = isReadAction || id === readSeries.id
      const admittedRequest = isOfSomebody
        ? await sessions.arrived(request, peer, !isRead)
        : request
      const oldNames = new Map<string, string>()
      context = { request: admittedRequest, url, peer, requestId, route: id, name: last, oldNames }
      response = await route.handle(context)
    } catch (error) {
      const principal = sessions.userOf(context?.request ?? request)
      const path = url.pathname.slice(0, maxLoggedPath)
      const facts = { requestId, method, path, address: peer.address, user: principal?.user }
      logError(error, facts)
      if (context && error instanceof Problem) await recordRefusal(context, error, principal)
      const problem = asProblem(error)
      const page =
        context && problem instanceof Problem ? failurePage(context, problem, requestId) : undefined
      response =
        page ?? errorResponse(context ? withSentNames(problem, context) : problem, requestId)
    }
    if (context) markDeprecated(response, context)
    metrics.end(startedAt, name, response.status)
    response.headers.set('x-request-id', requestId)
    // The page needs the server's time, because a browser's clock may be wrong. The Date header has
    // a resolution of only a second, and an intermediate proxy may set it.
    response.headers.set('x-gantry-time', String(ports.now()))
    return setSecurityHeaders(response, peer.tls)
  }
  const handleRequest = async (request: Request, peer: Peer = unknownPeer) =>
    (await reply(request, peer)).response()

  return Object.assign(handleRequest, {
    reply,
    inventory,
    async runBackgroundWork() {
      await Promise.all([record.finish(), repeats.finish()])
      await follow()
    },
    async checkAccounts() {
      await Promise.all(accounts.map((account) => states.check(account, probe)))
      for (const line of states.lines()) log(line)
    },
  })
}
