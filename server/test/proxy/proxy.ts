import { randomBytes } from 'node:crypto'
import { createTransport } from '../../node/upstream/transport'
import { createProxy } from '../../proxy/app'
import type { AuditRow } from '../../proxy/audit/ports'
import type { Account, Passwords, Peer, ProxyPorts, Role, Scope } from '../../proxy/ports'
import { Clock } from '../cloud/clock'
import { libsqlPlace } from '../stores'
import { requireDeclared } from './declared'
import { secretId, secretKey } from './upstream'

export const origin = 'http://console.test'
const peer: Peer = { address: '192.0.2.1', tls: false }

/** A password port without hashing; `verified` lists the hashes that were compared. */
export function cheapPasswords(): Passwords & { verified: string[] } {
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

function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** A proxy with its own store, a user for each requested role, and all of its log. */
export async function testProxy({ clock = new Clock(), accounts = [], ...more }: Options = {}) {
  const place = libsqlPlace()
  const store = await place.open()
  const http = createTransport()
  const passwords = cheapPasswords()
  const said: string[] = []
  const ports: ProxyPorts = {
    accounts,
    transport: http.transport,
    store,
    passwords,
    now: clock.now,
    randomBytes: (length) => randomBytes(length),
    log: (line) => said.push(JSON.stringify(line)),
    hosts: ['console.test'],
    isReady: store.isReady,
    ...more,
  }
  const proxy = createProxy(ports)

  async function send(path: string, init: RequestInit = {}, from: Peer = peer): Promise<Answer> {
    const response = await proxy(new Request(`${origin}${path}`, init), from)
    const text = await response.text()
    const headers = JSON.stringify([...response.headers])
    said.push(headers, text)
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

  let people = 0

  /** Adds an operator with a limited scope and signs in. */
  async function limited(scope: Scope, name = `limited${++people}`): Promise<string> {
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
    await place.drop()
  }

  return {
    ports,
    place,
    store,
    clock,
    passwords,
    said,
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
