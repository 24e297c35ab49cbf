import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import Database from 'libsql'
import { envelope, secretId, secretKey, startUpstream } from '../../server/test/proxy/upstream'
import { signIn } from '../support/script'
import { startServer } from '../support/server'

const folders: string[] = []
test.afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true })
})

function folder(): string {
  const newFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-process-'))
  folders.push(newFolder)
  return newFolder
}

/** An accounts file with one account of this endpoint. */
function accountsAt(endpoint: string): string {
  const file = path.join(folder(), 'accounts.json')
  const key = { secretId, secretKey: { value: secretKey } }
  const account = { name: 'prod', ...key, regions: ['gz'], endpoints: { ccs: endpoint } }
  fs.writeFileSync(file, JSON.stringify([account]), { mode: 0o600 })
  return file
}

/** Runs the built server until it ends by itself. */
function run(env: Record<string, string>, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/server/main.js', ...args], {
    env: { PATH: process.env.PATH ?? '', GANTRY_CLOUD_PORT: '0', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { status, stdout, stderr }
}

test('SIGTERM lets a pending write finish, and the audit log records its outcome', async () => {
  const upstream = await startUpstream()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  upstream.reply = async ({ params }) => {
    if (params.Action === 'PauseClusterService') await released
    return envelope(0, 'Success', '', {})
  }
  const server = await startServer({ env: { GANTRY_ACCOUNTS: accountsAt(upstream.url) } })
  folders.push(server.data)
  const script = await signIn(server.url, undefined, undefined, 'prod')
  const pendingCall = script.call('PauseClusterService', { clusterId: 'cls-1', serviceName: 'web' })
  const reached = () =>
    upstream.received.some(({ params }) => params.Action === 'PauseClusterService')
  await expect.poll(reached).toBe(true)
  const stopped = server.stop()
  const isDown = () =>
    fetch(`${server.url}/healthz`).then(
      () => false,
      () => true,
    )
  await expect.poll(isDown).toBe(true)
  release()
  expect((await pendingCall).status).toBe(200)
  await stopped
  expect(server.exitCode()).toBe(0)
  const database = new Database(path.join(server.data, 'gantry.db'), { readonly: true })
  const row = database.prepare(`select outcome from audit where action = 'PauseClusterService'`)
  expect(row.all()).toEqual([{ outcome: 'ok' }])
  database.close()
  await upstream.close()
})

test('only the owner can read the data folder, and no file of the process remains after it', async () => {
  const server = await startServer()
  folders.push(server.data)
  await signIn(server.url)
  const files = () => fs.readdirSync(server.data)
  expect(files().filter((name) => name.startsWith('process-'))).not.toEqual([])
  const modeOf = (name: string) => fs.statSync(path.join(server.data, name)).mode & 0o077
  expect(files().filter((name) => modeOf(name) !== 0)).toEqual([])
  await server.stop()
  expect(files().filter((name) => name.startsWith('process-'))).toEqual([])
})

test('the audit command exits with 0 for an intact log and 2 for a tampered or shortened one', async () => {
  const server = await startServer()
  folders.push(server.data)
  await signIn(server.url)
  const failedSignIn = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: server.url },
    body: JSON.stringify({ user: 'admin', password: 'not the password' }),
  })
  expect(failedSignIn.status).toBe(401)
  await server.stop()
  const env = { GANTRY_DATA: server.data }
  const intactLog = run(env, 'audit')
  expect(intactLog.status).toBe(0)
  expect(intactLog.stdout).toMatch(
    /6 entries of 3 actions\nlast hash {2}[0-9a-f]{64}\nThe audit log is intact\./,
  )
  const [head = ''] = /[0-9a-f]{64}/.exec(intactLog.stdout) ?? []
  expect(run(env, 'audit', head).status).toBe(0)

  const tamper = (...statements: string[]) => {
    const database = new Database(path.join(server.data, 'gantry.db'))
    for (const statement of statements) database.exec(statement)
    database.close()
  }
  const lastEntryId = '(select id from audit order by id desc limit 1)'
  tamper(
    `delete from auditChain where id = ${lastEntryId}`,
    `delete from audit where id = ${lastEntryId}`,
  )
  const truncatedLog = run(env, 'audit')
  expect(truncatedLog.status).toBe(2)
  expect(truncatedLog.stdout).toContain('the end was cut off')

  tamper('update auditHead set (seq, hash) = (select seq, hash from auditChain where seq = 4)')
  expect(run(env, 'audit').status).toBe(0)
  expect(run(env, 'audit', head).stdout).toContain('the end was cut off')

  const missing = path.join(server.data, 'mistyped')
  const refused = run({ GANTRY_DATA: missing }, 'audit')
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('gantry.db does not exist')
  expect(fs.existsSync(missing)).toBe(false)

  tamper(`update audit set address = '192.0.2.66'`)
  const changedLog = run(env, 'audit')
  expect(changedLog.status).toBe(2)
  expect(changedLog.stdout).toMatch(/entry 1: .* was changed/)
  expect(changedLog.stdout).toContain('The audit log is damaged or was tampered with.')
})

test('two processes that start at once on an empty folder both serve', async () => {
  const upstream = await startUpstream()
  const data = folder()
  const env = { GANTRY_ACCOUNTS: accountsAt(upstream.url) }
  const servers = await Promise.all([startServer({ data, env }), startServer({ data, env })])
  for (const { url } of servers)
    expect((await signIn(url, undefined, undefined, 'prod')).status).toBe(200)
  for (const server of servers) await server.stop()
  await upstream.close()
})
