import { regions } from '../../src/contract/rules/regions'
import { createCloud } from '../cloud/simulation/simulation'
import { inProcess } from '../node/upstream/inProcess'
import { createProxy } from '../proxy/app'
import type { Passwords } from '../proxy/ports'
import type { Store } from '../store/assemble'

/** Nothing here is secret: page, proxy and cloud are one and the same process. */
const keys = { secretId: 'AKIDdemo', secretKey: 'not a secret' }
const user = 'demo'

/** Any password opens the demo. */
const passwords: Passwords = {
  hash: async () => '',
  verify: async () => true,
  decoy: '',
}

const hex = (bytes: Uint8Array) =>
  [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return hex(new Uint8Array(digest))
}

/** The request with the headers that a browser keeps from scripts, as a server would see them. */
function asSent(request: Request, headers: Readonly<Record<string, string>>): Request {
  const all = new Headers(request.headers)
  for (const [name, value] of Object.entries(headers)) all.set(name, value)
  return Object.defineProperty(request, 'headers', { value: all })
}

/** What of the world outside the demo needs. */
interface Ports {
  store: Store
  now: () => number
  /** Where the page is, e.g. `http://127.0.0.1:4173`. */
  origin: string
}

/**
 * Proxy and embedded cloud for one page, signed in from the start: cookies do not reach a service
 * worker, so this host holds the session. Signing out and in again works as on a server.
 */
export async function createDemo({ store, now, origin }: Ports) {
  const storage = await store.holdCloud()
  if (!storage) throw new Error('another page has the world')
  const cloud = await createCloud({
    storage,
    now,
    random: Math.random,
    secretKeyOf: (id) => (id === keys.secretId ? keys.secretKey : undefined),
    world: 'demo',
    speed: 1,
    log: () => {},
  })
  const proxy = createProxy({
    accounts: [
      {
        name: 'embedded',
        ...keys,
        signatureMethod: 'HmacSHA256',
        production: false,
        regions: regions.map(({ short }) => short),
        push: cloud.push,
      },
    ],
    transport: inProcess((request) => cloud.fetch(request)),
    store,
    passwords,
    now,
    randomBytes: random,
    log: () => {},
    hosts: [new URL(origin).hostname],
    isReady: store.isReady,
  })
  await store.users.add({ name: user, passwordHash: '', role: 'admin', createdAt: now() })

  async function session(): Promise<string> {
    const id = hex(random(32))
    await store.sessions.add({ idHash: await hashOf(id), user, createdAt: now(), usedAt: now() })
    return id
  }
  let id = await session()

  return async (request: Request): Promise<Response> => {
    const { method, url } = request
    // No timer outlives a service worker: tasks are looked at when somebody asks for them.
    if (new URL(url).pathname === '/api/tasks') await proxy.follow()
    const own = { Origin: origin, 'Sec-Fetch-Site': 'same-origin', Cookie: `gantry=${id}` }
    const answer = await proxy(asSent(request, own), { address: 'demo', tls: false })
    const isSignIn = method === 'POST' && new URL(url).pathname === '/api/session'
    if (isSignIn && answer.ok) id = await session()
    return answer
  }
}
