import { contractDocument } from '../../src/contract/document'
import { createAccountRoutes } from './accountRoutes'
import { createAccountStates } from './accountState'
import { createAdminRoutes } from './admin'
import { failure, text } from './answer'
import { createBoardRoutes } from './boards'
import { createCall } from './call'
import { createDeedRoutes } from './deeds'
import { createDispatch } from './dispatch'
import { createDraftRoutes } from './drafts'
import { requireKnownHost, requireSameOrigin } from './guard'
import { secure } from './headers'
import { createMetrics, metricsType } from './metrics'
import type { Peer, ProxyPorts } from './ports'
import { Problem } from './problem'
import { createPushRoute } from './push'
import { createRecord } from './record'
import { createRepeatable } from './repeatable'
import { createRepeats } from './repeats'
import { type Question, Reply } from './reply'
import { createRequestIds } from './requestId'
import { createRevisionRoutes } from './revisionRead'
import { revisionWitnesses } from './revisions'
import { findRoute, type Routes } from './routes'
import { eventWitnesses } from './seenEvents'
import { createNodeEventRoutes, nodeWitnesses } from './seenNodes'
import { createSessions } from './session'
import { createSessionRoutes } from './sessionRoutes'
import { storeAway, storeFailed } from './storeProblems'
import { createSwitches } from './switches'
import { createFollow } from './tasks/follow'
import { createTaskRoutes } from './tasks/routes'
import { createTaskWitnesses } from './tasks/witness'
import { together } from './witness'

export interface Proxy {
  (request: Request, peer?: Peer): Promise<Response>
  /** The same for hosts to which the Fetch API's classes cost too much. */
  reply: (request: Question, peer: Peer) => Promise<Reply>
  /** Looks after what goes on beyond answers; for a host to call once a second. Throws when the store does. */
  follow: () => Promise<void>
  /** Asks every account in each of its regions whether it answers, and logs what came of it. */
  checkAccounts: () => Promise<void>
}

const nobody: Peer = { address: '', tls: false }

/**
 * The proxy: a function from a request of a browser or a script to its answer; everything below /api,
 * and /healthz, /readyz and /metrics. Never throws, and waits for nothing but its ports.
 */
export function createProxy(ports: ProxyPorts): Proxy {
  const { accounts, store, log, hosts, elapsed = ports.now, processFacts } = ports
  const metrics = createMetrics(elapsed, processFacts)
  const record = createRecord(ports, metrics.auditFailed)
  const sessions = createSessions(ports)
  const repeats = createRepeats(ports)
  const repeatable = createRepeatable(ports, sessions, repeats)
  const known = repeatable.sessions
  const switches = createSwitches(ports)
  const states = createAccountStates(ports)
  const probe = createDispatch(ports, metrics.count, states.watch)
  const follow = createFollow(ports, metrics.count)
  const newRequestId = createRequestIds(ports)
  let contract: string | undefined

  const routes: Routes = {
    'POST /api/call/:name': createCall(
      ports,
      sessions,
      record,
      repeats,
      metrics.count,
      together(
        createTaskWitnesses(ports),
        revisionWitnesses(ports),
        eventWitnesses(ports),
        nodeWitnesses(ports),
      ),
      states.watch,
    ),

    ...repeatable.routes({
      ...createSessionRoutes(ports, known, record, switches, metrics.signIn),
      ...createAdminRoutes(ports, known, record, switches),
      ...createAccountRoutes(ports, known, states, probe),
      ...createBoardRoutes(ports, known, record),
      ...createDeedRoutes(ports, known),
      ...createRevisionRoutes(ports, known),
      ...createNodeEventRoutes(ports, known),
      ...createDraftRoutes(ports, known),
      ...createTaskRoutes(ports, known),
      ...createPushRoute(ports, known, record),
    }),

    'GET /api/contract': async () => {
      contract ??= JSON.stringify({ data: contractDocument() })
      return new Reply(200, contract, { 'Content-Type': 'application/json' })
    },
    'GET /healthz': async () => text('ok'),
    'GET /readyz': async () => ((await ports.isReady()) ? text('ready') : text('not ready', 503)),
    'GET /metrics': async () => text(metrics.text(), 200, metricsType),
  }

  const isAway = (error: unknown) => !(error instanceof Problem) && store.isOutage(error)

  /** Not being signed in is how every visit begins. */
  function tell(error: unknown, facts: { requestId: string; method: string; path: string }) {
    if (isAway(error)) log({ event: 'storeAway', ...facts, error: String(error) })
    else if (!(error instanceof Problem)) {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
      log({ event: 'failure', ...facts, error: trace })
    } else if (error.codeDesc !== 'SignInRequired') {
      log({ event: 'refused', ...facts, status: error.status, codeDesc: error.codeDesc })
    }
  }

  /** Errors of the database are named as such; those over a deed have been by its record. */
  function inWords(error: unknown): unknown {
    if (error instanceof Problem || !store.hasFailed(error)) return error
    return store.isOutage(error) ? storeAway() : storeFailed()
  }

  const reply = async (request: Question, peer: Peer): Promise<Reply> => {
    const requestId = newRequestId()
    const { method } = request
    const url = request.address ?? new URL(request.url)
    const begun = metrics.begin()
    let name = 'none'
    let response: Reply
    try {
      requireKnownHost(url, hosts)
      const route = findRoute(routes, method, url.pathname)
      name = route.route
      const isWrite = method !== 'GET' && method !== 'HEAD'
      if (isWrite) requireSameOrigin(request, url)
      const isOfSomebody = isWrite && url.pathname !== '/api/session'
      const whole = isOfSomebody ? await sessions.arrived(request, peer) : request
      response = await route.handle({ request: whole, url, peer, requestId, name: route.name })
    } catch (error) {
      tell(error, { requestId, method, path: url.pathname })
      response = failure(inWords(error), requestId)
    }
    metrics.end(begun, name, response.status)
    response.headers.set('x-request-id', requestId)
    return secure(response, peer.tls)
  }
  const answer = async (request: Request, peer: Peer = nobody) =>
    (await reply(request, peer)).response()

  return Object.assign(answer, {
    reply,
    async follow() {
      await Promise.all([record.finish(), repeats.finish()])
      await follow()
    },
    async checkAccounts() {
      await Promise.all(accounts.map((account) => states.check(account, probe)))
      for (const line of states.lines()) log(line)
    },
  })
}
