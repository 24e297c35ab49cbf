import { randomBytes } from 'node:crypto'
import { regions } from '../../../src/contract/rules/regions'
import { inProcess } from '../../node/upstream/inProcess'
import { createProxy } from '../../proxy/app'
import type { Account, Passwords, Role, Scope, Transport } from '../../proxy/ports'
import { testKey } from '../cloud/client'
import { Clock } from '../cloud/clock'
import { testCloud } from '../cloud/cloud'
import { libsqlPlace } from '../stores'

/** No secret to guard and no time to lose: the password itself is its hash. */
const passwords: Passwords = {
  hash: async (password) => password,
  verify: async (password, hash) => password === hash,
  decoy: '',
}

interface Options {
  role?: Role
  scope?: Scope
  world?: 'demo' | 'empty'
  /** Whether its account is a production account. */
  production?: boolean
  /** Actions that its account does not answer. */
  unavailable?: Account['unavailable']
  /** In place of the endpoint's, e.g. one that fails. */
  transport?: Transport
}

/**
 * A console of its own for one test, without a socket: proxy, store, endpoint and simulation. `fetch` stands
 * for the browser's: it keeps the cookie and says where the request comes from.
 */
export async function testConsole({
  role = 'admin',
  scope = {},
  world = 'demo',
  production = false,
  unavailable = {},
  transport,
}: Options = {}) {
  const clock = new Clock(Date.now())
  const cloud = await testCloud({ world, clock })
  const place = libsqlPlace()
  const store = await place.open()
  const user = { name: 'ada', passwordHash: 'a good password', role, scope, createdAt: clock.now() }
  await store.users.add(user)
  const proxy = createProxy({
    accounts: [
      {
        name: 'embedded',
        ...testKey,
        signatureMethod: 'HmacSHA256',
        production,
        regions: regions.map((one) => one.short),
        push: cloud.push,
        unavailable,
      },
    ],
    transport: transport ?? inProcess(cloud),
    store,
    passwords,
    now: clock.now,
    randomBytes: (length) => randomBytes(length),
    log: () => {},
    hosts: ['localhost'],
    isReady: store.isReady,
  })
  let cookie = ''
  const called: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const [, action] = /\/api\/call\/(\w+)$/.exec(new URL(request.url).pathname) ?? []
    if (action) called.push(action)
    const headers = new Headers(request.headers)
    headers.set('Sec-Fetch-Site', 'same-origin')
    if (cookie) headers.set('Cookie', cookie)
    const sent = new Request(request, { headers })
    const answer = await proxy(sent, { address: '127.0.0.1', tls: false })
    for (const one of answer.headers.getSetCookie()) cookie = one.split(';')[0] ?? ''
    return answer
  }
  return {
    fetch,
    /** Actions that the page has called, in their order. */
    called,
    clock,
    /** What the host does once a second. */
    follow: proxy.follow,
    /** Who can sign in, and how. */
    user: user.name,
    password: user.passwordHash,
    /** As if the session had run out. */
    forget() {
      cookie = ''
    },
    async close() {
      await store.close()
      await place.drop()
    },
  }
}

export type TestConsole = Awaited<ReturnType<typeof testConsole>>
