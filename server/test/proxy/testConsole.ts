import { randomBytes } from 'node:crypto'
import { regions } from '../../../src/contract/rules/regions'
import { createInProcessTransport } from '../../node/upstream/inProcess'
import { createProxy } from '../../proxy/app'
import type { Account, Passwords, Role, Scope, Transport } from '../../proxy/ports'
import { testKey } from '../cloud/client'
import { Clock } from '../cloud/clock'
import { testCloud } from '../cloud/cloud'
import { migratedDatabase } from '../stores'

/** Uses the password as its hash, which saves the time of hashing. */
const passwords: Passwords = {
  hash: async (password) => password,
  verify: async (password, hash) => password === hash,
  decoy: '',
}

interface Options {
  role?: Role
  scope?: Scope
  world?: 'demo' | 'empty'
  /** Whether the console's account is a production account. */
  production?: boolean
  backendKind?: Account['backendKind']
  /** Actions that the console's account does not support. */
  unavailable?: Account['unavailable']
  /** Replaces the transport to the endpoint, e.g. by a failing one. */
  transport?: Transport
  /** False leaves the inventory unread; otherwise it is up to date with each request for it. */
  isInventoryRead?: boolean
}

/**
 * A console for one test without a socket: proxy, store, endpoint and simulation. `fetch` stands
 * for the browser's: it keeps cookies and sends Origin.
 */
export async function testConsole({
  role = 'admin',
  scope = {},
  world = 'demo',
  production = false,
  backendKind = 'simulation',
  unavailable = {},
  transport,
  isInventoryRead = true,
}: Options = {}) {
  const clock = new Clock(Date.now())
  const cloud = await testCloud({ world, clock })
  const testDatabase = await migratedDatabase()
  const store = await testDatabase.open()
  const user = { name: 'ada', passwordHash: 'a good password', role, scope, createdAt: clock.now() }
  await store.users.add(user)
  const proxy = createProxy({
    accounts: [
      {
        name: 'embedded',
        ...testKey,
        signatureMethod: 'HmacSHA256',
        production,
        regions: regions.map((region) => region.short),
        push: cloud.push,
        watch: cloud.simulation.watch,
        backendKind,
        unavailable,
      },
    ],
    transport: transport ?? createInProcessTransport(cloud),
    store,
    passwords,
    now: clock.now,
    randomBytes: (length) => randomBytes(length),
    log: () => {},
    hosts: ['localhost'],
    consoleId: 'test',
    isReady: store.isReady,
  })
  const cookies = new Map<string, string>()
  let secret = ''
  const called: string[] = []
  const send = async (request: Request, more: Record<string, string> = {}): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const [, action] = /\/api\/call\/(\w+)$/.exec(pathname) ?? []
    if (action) called.push(action)
    if (isInventoryRead && pathname.startsWith('/api/inventory/')) await proxy.inventory.step()
    const headers = new Headers(request.headers)
    headers.set('Sec-Fetch-Site', 'same-origin')
    const sentCookies = [...cookies].map(([name, value]) => `${name}=${value}`)
    if (sentCookies.length > 0) headers.set('Cookie', sentCookies.join('; '))
    for (const [name, value] of Object.entries(more)) headers.set(name, value)
    const sent = new Request(request, { headers })
    const answer = await proxy(sent, { address: '127.0.0.1', tls: false })
    for (const setCookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (setCookie.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const { data } = await answer
      .clone()
      .json()
      .catch(() => ({}))
    if (typeof data?.sessionSecret === 'string') secret = data.sessionSecret
    return answer
  }
  return {
    fetch: (request: Request) => send(request),
    /** Sends a request of a script that shares the page's session. */
    send: (request: Request) => send(request, { 'X-Gantry-Session': secret }),
    /** Actions that the page has called, in their order. */
    called,
    clock,
    store,
    /** Runs the background work that the host runs once a second. */
    follow: proxy.runBackgroundWork,
    /** Name of the first user. */
    user: user.name,
    password: user.passwordHash,
    /** Ends the session as if it had expired. */
    forget() {
      cookies.clear()
    },
    async close() {
      await store.close()
      await testDatabase.drop()
    },
  }
}

export type TestConsole = Awaited<ReturnType<typeof testConsole>>
