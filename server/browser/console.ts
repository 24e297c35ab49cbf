import { regions } from '../../src/contract/rules/regions'
import { unavailableActions } from '../cloud/endpoint/dispatch'
import { createEndpoint } from '../cloud/endpoint/endpoint'
import { createSimulation } from '../cloud/simulation/simulation'
import { createInProcessTransport } from '../node/upstream/inProcess'
import { createProxy } from '../proxy/app'
import type { Passwords } from '../proxy/ports'
import type { Store } from '../store/assemble'
import { sha256, toHex } from '../wire/digest'

/** Not secret: page, proxy and simulation share one process. */
const keys = { secretId: 'AKIDdemo', secretKey: 'not a secret' }
const user = 'demo'
const consoleId = 'demo'

/** The demo accepts any password. */
const passwords: Passwords = {
  hash: async () => '',
  verify: async () => true,
  decoy: '',
}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Adds the headers that browsers hide from scripts, as a server would receive them. */
function withHiddenHeaders(request: Request, headers: Readonly<Record<string, string>>): Request {
  const all = new Headers(request.headers)
  for (const [name, value] of Object.entries(headers)) all.set(name, value)
  return Object.defineProperty(request, 'headers', { value: all })
}

/** Ports of the demo. */
interface Ports {
  store: Store
  now: () => number
  /** The page's origin, e.g. `http://127.0.0.1:4173`. */
  origin: string
}

/**
 * Proxy, endpoint and simulation for one page that is signed in from the start. The host keeps the
 * session, because service workers cannot read cookies. Signing out and in again works as on a
 * server.
 */
export async function createDemo({ store, now, origin }: Ports) {
  const storage = await store.claimWorld()
  if (!storage) throw new Error('another page has the world')
  const simulation = await createSimulation({
    storage,
    now,
    random: Math.random,
    world: 'demo',
    speed: 1,
    log: () => {},
  })
  const endpoint = createEndpoint({
    accounts: [{ ...keys, backend: simulation }],
    now,
    log: () => {},
    replay: store.usedSignatures,
  })
  const proxy = createProxy({
    accounts: [
      {
        name: 'embedded',
        ...keys,
        signatureMethod: 'HmacSHA256',
        production: false,
        regions: regions.map(({ short }) => short),
        backendKind: 'simulation',
        push: simulation.push,
        watch: simulation.watch,
        unavailable: unavailableActions(simulation),
      },
    ],
    transport: createInProcessTransport(endpoint),
    store,
    passwords,
    now,
    randomBytes: random,
    log: () => {},
    hosts: [new URL(origin).hostname],
    consoleId,
    isReady: store.isReady,
  })
  await store.users.add({ name: user, passwordHash: '', role: 'admin', createdAt: now() })

  const secret = toHex(random(32))

  async function createSession(): Promise<string> {
    const sessionId = toHex(random(32))
    await store.sessions.add({
      idHash: await sha256(sessionId),
      secretHash: await sha256(secret),
      user,
      createdAt: now(),
      usedAt: now(),
    })
    return sessionId
  }
  let sessionId = await createSession()

  return async (request: Request): Promise<Response> => {
    const { method, url } = request
    // Poll tasks on each request for them: the timers of a service worker end with the worker.
    const { pathname } = new URL(url)
    if (pathname === '/api/tasks') await proxy.runBackgroundWork()
    if (pathname.startsWith('/api/inventory/')) await proxy.inventory.step()
    const own = {
      Origin: origin,
      'Sec-Fetch-Site': 'same-origin',
      Cookie: `gantry-${consoleId}=${sessionId}`,
      'X-Gantry-Session': secret,
    }
    const response = await proxy(withHiddenHeaders(request, own), { address: 'demo', tls: false })
    const isSignIn = method === 'POST' && pathname === '/api/session'
    if (isSignIn && response.ok) sessionId = await createSession()
    return response
  }
}
