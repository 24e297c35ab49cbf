import { randomBytes } from 'node:crypto'
import { createTransport } from '../../node/upstream/transport'
import { createProxy } from '../../proxy/app'
import type { AuditRow } from '../../proxy/audit/ports'
import type { Account, Passwords, Peer, ProxyPorts, Role, Scope } from '../../proxy/ports'
import { Clock } from '../cloud/clock'
import { migratedDatabase } from '../stores'
import { requireDeclared } from './declared'
import { secretId, secretKey } from './upstream'

export const origin = 'http://console.test'
const peer: Peer = { address: '192.0.2.1', tls: false }

/** A password port without hashing; `verified` lists the hashes that were compared. */
export function unhashedPasswords(): Passwords & { verified: string[] } {
  const verified: string[] = []
  return {
    verified,
    decoy: 'decoy',
    hash: async (password) => `hash of ${password}`,
    verify: async (password, hash) => {
      verified.push(hash)
      return hash === `hash of ${password}`
    },
  }
}

export const accountAt = (url: string, more: Partial<Account> = {}): Account => ({
  name: 'prod',
  secretId,
  secretKey,
  signatureMethod: 'HmacSHA256',
  production: false,
  regions: ['gz', 'sh'],
  endpoints: { ccs: url },
  ...more,
})

export interface Answer {
  status: number
  headers: Headers
  /** The body as JSON; an empty object if it is not JSON. */
  body: {
    data?: unknown
    error?: {
      code: number
      codeDesc: string
      message: string
      requestId: string
      fields: { path: string; rule?: string; message: string }[]
      outcome?: string
    }
  }
  text: string
}

interface Options extends Partial<Omit<ProxyPorts, 'accounts' | 'now' | 'log'>> {
  accounts?: readonly Account[]
  clock?: Clock
}

/** The session cookie that a response sets, as name and value. */
export const sessionCookieOf = (headers: Headers): string | undefined =>
  headers
    .getSetCookie()
    .map((value) => value.split(';')[0] ?? '')
    .find((value) => /^(__Host-)?gantry-test=./.test(value))

/** Second secrets by session cookie. */
const secrets = new Map<string, string>()

/** Headers as a page sends them, with the second secret of the session in the cookie. */
export function withSecret(init: RequestInit): RequestInit {
  const headers = new Headers(init.headers)
  const cookies = (headers.get('Cookie') ?? '').split(/; */)
  const secret = cookies.map((cookie) => secrets.get(cookie)).find((item) => item !== undefined)
  if (secret && !headers.has('X-Gantry-Session')) headers.set('X-Gantry-Session', secret)
  return { ...init, headers }
}

function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** A proxy with its own store, a user for each requested role, and all of its log. */
export async function testProxy({
  clock = new Clock(),
  accounts = [],
  ...overrides
}: Options = {}) {
  const testDatabase = await migratedDatabase()
  const store = await testDatabase.open()
  const http = createTransport()
  const passwords = unhashedPasswords()
  const output: string[] = []
  const ports: ProxyPorts = {
    accounts,
    transport: http.transport,
    store,
    passwords,
    now: clock.now,
    randomBytes: (length) => randomBytes(length),
    log: (line) => output.push(JSON.stringify(line)),
    hosts: ['console.test'],
    consoleId: 'test',
    isReady: store.isReady,
    ...overrides,
  }
  const proxy = createProxy(ports)

  /**
   * Keeps the second secret of a new session, or of a session under a new ID. After a single
   * sign-on it exchanges the code for the secret, as the page does.
   */
  async function keepSecret(
    cookie: string,
    sent: RequestInit,
    { data }: Answer['body'],
    location: string | null,
  ): Promise<void> {
    const code = new URLSearchParams(location?.split('#')[1]).get('code')
    if (code !== null) {
      const { body } = await write('POST', '/api/session', { code }, cookie)
      return keepSecret(cookie, {}, body, null)
    }
    const isNew = typeof data === 'object' && data !== null && 'sessionSecret' in data
    const secret = isNew ? data.sessionSecret : new Headers(sent.headers).get('X-Gantry-Session')
    if (typeof secret === 'string') secrets.set(cookie, secret)
  }

  async function send(path: string, init: RequestInit = {}, from: Peer = peer): Promise<Answer> {
    const sent = withSecret(init)
    const response = await proxy(new Request(`${origin}${path}`, sent), from)
    const text = await response.text()
    const cookie = sessionCookieOf(response.headers)
    if (cookie) await keepSecret(cookie, sent, parsed(text), response.headers.get('Location'))
    const headers = JSON.stringify([...response.headers])
    output.push(headers, text)
    const answer = { status: response.status, headers: response.headers, body: parsed(text), text }
    const { pathname } = new URL(path, origin)
    requireDeclared(init.method ?? 'GET', pathname, answer)
    return answer
  }

  const write = (method: string, path: string, body: unknown, cookie = '', from: Peer = peer) =>
    send(
      path,
      {
        method,
        headers: {
          'Content-Type': 'application/json',
          'X-Gantry': '1',
          Origin: origin,
          Cookie: cookie,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      from,
    )

  /** Signs a user in and returns the cookie. */
  async function signIn(user: string, password = `${user}-password`): Promise<string> {
    const answer = await write('POST', '/api/session', { user, password })
    const [cookie] = (answer.headers.get('Set-Cookie') ?? '').split(';')
    if (answer.status !== 200 || !cookie) throw new Error(`${user}: ${answer.text}`)
    return cookie
  }

  /** Adds a user of a role and signs in. */
  async function signInAs(role: Role, name: string = role): Promise<string> {
    const passwordHash = await passwords.hash(`${name}-password`)
    await store.users.add({ name, role, passwordHash, createdAt: clock.now() })
    return signIn(name)
  }

  let userCount = 0

  /** Adds an operator with a limited scope and signs in. */
  async function limited(scope: Scope, name = `limited${++userCount}`): Promise<string> {
    await signInAs('operator', name)
    await store.users.change(name, { scope })
    return signIn(name)
  }

  const call = (cookie: string, action: string, params: object, more: object = {}) =>
    write('POST', `/api/call/${action}`, { account: 'prod', region: 'gz', params, ...more }, cookie)

  /** Audit entries of calls, newest first; signing in adds entries too. */
  const rows = async (): Promise<AuditRow[]> =>
    (await store.audit.list({ limit: 100 })).filter((row) => row.action !== 'SignIn')

  async function close() {
    await http.close()
    await store.close()
    await testDatabase.drop()
  }

  return {
    ports,
    testDatabase,
    store,
    clock,
    passwords,
    output,
    proxy,
    send,
    write,
    signIn,
    signInAs,
    limited,
    call,
    rows,
    close,
  }
}

export type TestProxy = Awaited<ReturnType<typeof testProxy>>
