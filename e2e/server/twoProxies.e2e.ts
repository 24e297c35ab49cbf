import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import * as z from 'zod/mini'
import { sessionHeaders } from '../../server/test/proxy/sessionHeaders'
import { listAudit } from '../../src/contract/console/audit'
import { adminPassword, type Server, startServer } from '../support/server'
import { expect, test } from '../support/test'

const database = 'postgres://postgres@127.0.0.1:5432/test'

/** Headers that prove a session. */
type Proof = Record<string, string>

async function query(text: string) {
  const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 20_000 })
  await client.connect()
  await client.query(text)
  await client.end()
}

const hasPostgres = await query('select 1').then(
  () => true,
  () => false,
)

/** An endpoint that counts calls by service name and answers slowly from the tenth name on. */
async function startEndpoint() {
  const received = new Map<string, number>()
  const server = http.createServer(async (incoming, out) => {
    let body = ''
    for await (const chunk of incoming) body += String(chunk)
    const name = new URLSearchParams(body).get('serviceName') ?? ''
    // Calls without a service name are the account checks of a starting proxy.
    if (name) received.set(name, (received.get(name) ?? 0) + 1)
    const answer = JSON.stringify({ code: 0, message: '', codeDesc: 'Success' })
    const later = received.size > 10 ? 400 : 0
    setTimeout(() => out.writeHead(200, { 'Content-Type': 'application/json' }).end(answer), later)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return { received, url: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

test('a kill of one of two proxies on one PostgreSQL during writes loses no write and sends none twice', async () => {
  test.skip(!hasPostgres, `to enable: run PostgreSQL at ${database}, without a password`)
  test.setTimeout(120_000)
  const schema = `gantry_two_${process.pid}_${Date.now()}`
  await query(`create schema ${schema}`)
  const endpoint = await startEndpoint()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-two-'))
  const accounts = path.join(folder, 'accounts.json')
  const account = {
    name: 'prod',
    secretId: 'AKIDtwo',
    secretKey: { value: 'the key of two proxies' },
    regions: ['gz'],
    endpoints: { ccs: endpoint.url },
  }
  fs.writeFileSync(accounts, JSON.stringify([account]))
  const env = {
    GANTRY_DATABASE_URL: `${database}?options=-c%20search_path%3D${schema}`,
    GANTRY_ACCOUNTS: accounts,
  }
  const firstProxy = await startServer({ env })
  const secondProxy = await startServer({ env })
  const sendTo = (server: Server, to: string, proof: Proof, body?: object, key = '') =>
    fetch(`${server.url}${to}`, {
      headers: {
        ...proof,
        Origin: server.url,
        'Content-Type': 'application/json',
        'X-Gantry': '1',
        ...(key && { 'Idempotency-Key': key }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  const pause = async (server: Server, proof: Proof, name: string) => {
    const params = { clusterId: 'cls-1', serviceName: name }
    const body = { account: 'prod', region: 'gz', params }
    const answer = await sendTo(server, '/api/call/PauseClusterService', proof, body, `key-${name}`)
    await answer.arrayBuffer()
    return answer.status
  }

  const signedIn = await sendTo(
    firstProxy,
    '/api/session',
    {},
    { user: 'admin', password: adminPassword },
  )
  const authHeaders = await sessionHeaders(signedIn)
  expect((await sendTo(secondProxy, '/api/session', authHeaders)).status).toBe(200)

  // The first ten calls are answered at once; the other calls are pending when the first proxy is
  // killed.
  const names = Array.from({ length: 40 }, (_, index) => `svc-${index}`)
  const statuses = new Map<string, number>()
  const pendingWrites = names.map((name) =>
    pause(firstProxy, authHeaders, name).then(
      (status) => statuses.set(name, status),
      () => statuses.set(name, 0),
    ),
  )
  await expect.poll(() => endpoint.received.size, { intervals: [10] }).toBeGreaterThan(15)
  await firstProxy.kill()
  await Promise.all(pendingWrites)
  const lost = names.filter((name) => statuses.get(name) === 0)
  expect(lost.length).toBeGreaterThan(0)

  // The second proxy completes the pending entries and answers repeated calls without sending them
  // again.
  const rows = async () => {
    const answer = await sendTo(
      secondProxy,
      '/api/audit?limit=500&action=PauseClusterService',
      authHeaders,
    )
    const { data } = z.parse(z.object({ data: listAudit.response }), await answer.json())
    return data.entries
  }
  await expect
    .poll(async () => (await rows()).filter(({ outcome }) => outcome === 'pending').length, {
      timeout: 30_000,
    })
    .toBe(0)
  const outcomeOf = new Map((await rows()).map(({ target, outcome }) => [target, outcome]))
  for (const [name, status] of statuses) {
    if (status === 200) expect(outcomeOf.get(`cls-1/${name}`), name).toBe('ok')
    if (endpoint.received.has(name)) expect(outcomeOf.has(`cls-1/${name}`), name).toBe(true)
  }
  for (const name of lost) {
    const wasSent = endpoint.received.has(name)
    const status = await pause(secondProxy, authHeaders, name)
    if (wasSent) expect([200, 409], name).toContain(status)
    expect(endpoint.received.get(name) ?? 0, name).toBeLessThanOrEqual(1)
  }
  for (const [name, count] of endpoint.received) expect(count, name).toBe(1)

  await secondProxy.stop()
  const checked = execFileSync(process.execPath, ['dist/server/main.js', 'audit'], {
    env: { PATH: process.env.PATH ?? '', GANTRY_DATA: folder, ...env },
    encoding: 'utf8',
  })
  expect(checked).toContain('The audit log is intact.')
  endpoint.close()
  await query(`drop schema ${schema} cascade`)
  fs.rmSync(folder, { recursive: true })
})
