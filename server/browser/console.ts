import { regions } from '../../src/contract/rules/regions'
import { unavailableActions } from '../cloud/endpoint/dispatch'
import { createEndpoint } from '../cloud/endpoint/endpoint'
import { createSimulation } from '../cloud/simulation/simulation'
import { inProcess } from '../node/upstream/inProcess'
import { createProxy } from '../proxy/app'
import type { Passwords } from '../proxy/ports'
import type { Store } from '../store/assemble'

/** Not secret: page, proxy and simulation share one process. */
const keys = { secretId: 'AKIDdemo', secretKey: 'not a secret' }
const user = 'demo'

/** The demo accepts any password. */
const passwords: Passwords = {
  hash: async () => '',
  verify: async () => true,
  decoy: '',
}

const hex = (bytes: Uint8Array) =>
  [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return hex(new Uint8Array(digest))
}

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
 * Proxy, endpoint and simulation for one page, signed in from the start: service workers do not see cookies,
 * so this host holds the session. Signing out and in again works as on a server.
 */
export async function createDemo({ store, now, origin }: Ports) {
  const storage = await store.holdCloud()
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
        push: simulation.push,
        unavailable: unavailableActions(simulation),
      },
    ],
    transport: inProcess(endpoint),
    store,
    passwords,
    now,
    randomBytes: random,
    log: () => {},
    hosts: [new URL(origin).hostname],
    isReady: store.isReady,
  })
  await store.users.add({ name: user, passwordHash: '', role: 'admin', createdAt: now() })

  async function createSession(): Promise<string> {
    const sessionId = hex(random(32))
    await store.sessions.add({
      idHash: await sha256(sessionId),
      user,
      createdAt: now(),
      usedAt: now(),
    })
    return sessionId
  }
  let sessionId = await createSession()

  return async (request: Request): Promise<Response> => {
    const { method, url } = request
    // Timers do not outlive a service worker, so tasks are followed when they are requested.
    if (new URL(url).pathname === '/api/tasks') await proxy.follow()
    const own = { Origin: origin, 'Sec-Fetch-Site': 'same-origin', Cookie: `gantry=${sessionId}` }
    const response = await proxy(withHiddenHeaders(request, own), { address: 'demo', tls: false })
    const isSignIn = method === 'POST' && new URL(url).pathname === '/api/session'
    if (isSignIn && response.ok) sessionId = await createSession()
    return response
  }
}
