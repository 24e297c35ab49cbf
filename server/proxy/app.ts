import { contractDocument } from '../../src/contract/document'
import { createAccountStates } from './accountState'
import { createAdminRoutes } from './admin'
import { failure, success, text } from './answer'
import { createAttempts } from './attempts'
import { createCall } from './call'
import { createDispatch } from './dispatch'
import { requireKnownHost, requireSameOrigin } from './guard'
import { secure } from './headers'
import { createMetrics } from './metrics'
import { createOwnPassword } from './ownPassword'
import type { Peer, ProxyPorts } from './ports'
import { Problem } from './problem'
import { reaches } from './reach'
import { createRecord } from './record'
import { createRequestIds } from './requestId'
import { findRoute, type Routes } from './routes'
import { createSessions, type Person, sessionView } from './session'
import { createSignIn } from './signIn'
import { createSwitches } from './switches'

export interface Proxy {
  (request: Request, peer?: Peer): Promise<Response>
  /** Asks every account in each of its regions whether it answers, and logs what came of it. */
  checkAccounts: () => Promise<void>
}

const nobody: Peer = { address: '', tls: false }

/**
 * The proxy: a function from a request of a browser or a script to its answer; everything below /api,
 * and /healthz, /readyz and /metrics. Never throws, and waits for nothing but its ports.
 */
export function createProxy(ports: ProxyPorts): Proxy {
  const { accounts, log, hosts } = ports
  const metrics = createMetrics()
  const record = createRecord(ports)
  const sessions = createSessions(ports)
  const switches = createSwitches(ports)
  const attempts = createAttempts(ports)
  const signIn = createSignIn(ports, attempts, record)
  const changePassword = createOwnPassword(ports, sessions, attempts, record)
  const states = createAccountStates(ports)
  const probe = createDispatch(ports, metrics.count, states.watch)
  const newRequestId = createRequestIds(ports)
  let contract: string | undefined

  const viewOf = async (person: Person) => sessionView(person, accounts, await switches.present())

  const routes: Routes = {
    'POST /api/call/:name': createCall(ports, sessions, record, metrics.count, {}, states.watch),

    'POST /api/session': async ({ request, peer, requestId }) => {
      const person = await signIn(request, peer, requestId)
      const cookie = await sessions.begin(person, request, peer)
      return success(await viewOf(person), { 'Set-Cookie': cookie })
    },
    'GET /api/session': async ({ request, peer }) =>
      success(await viewOf(await sessions.person(request, peer))),
    'DELETE /api/session': async ({ request, peer }) =>
      success({}, { 'Set-Cookie': await sessions.end(request, peer) }),

    'POST /api/password': async (turn) => success({}, { 'Set-Cookie': await changePassword(turn) }),
    'POST /api/signOut': async ({ request, peer }) => {
      const { user } = await sessions.person(request, peer)
      await sessions.endAll(user)
      return success({}, { 'Set-Cookie': await sessions.end(request, peer) })
    },

    ...createAdminRoutes(ports, sessions, record, switches),

    'GET /api/accounts': async ({ request, peer }) =>
      success(states.view(await sessions.person(request, peer))),
    'POST /api/accounts/:name': async ({ request, peer, name }) => {
      const person = await sessions.person(request, peer)
      const account = accounts.find((one) => one.name === name)
      if (!account || !reaches(person.reach, 'accounts', name)) {
        throw new Problem(404, 'UnknownAccount', `There is no account ${name}.`)
      }
      await states.check(account, probe)
      return success(states.view(person).find((one) => one.name === name))
    },

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

  const answerTo = async (request: Request, peer = nobody) => {
    const requestId = newRequestId()
    const { method } = request
    const url = new URL(request.url)
    let name = 'none'
    let answer: Response
    try {
      requireKnownHost(url, hosts)
      const route = findRoute(routes, method, url.pathname)
      name = route.route
      if (method !== 'GET' && method !== 'HEAD') requireSameOrigin(request, url)
      answer = await route.handle({ request, url, peer, requestId, name: route.name })
    } catch (error) {
      tell(error, { requestId, method, path: url.pathname })
      answer = failure(error, requestId)
    }
    metrics.count('requests', name, String(answer.status))
    answer.headers.set('X-Request-Id', requestId)
    return secure(answer, peer.tls)
  }

  return Object.assign(answerTo, {
    async checkAccounts() {
      await Promise.all(accounts.map((account) => states.check(account, probe)))
      for (const line of states.lines()) log(line)
    },
  })
}
