import fs from 'node:fs'
import path from 'node:path'
import { readConfig } from '../../node/config/config'
import { startConsole } from '../../node/start/console'
import type { Running } from '../../node/start/running'
import { openStore, type Store } from '../../store/open'
import { sessionHeaders } from './sessionHeaders'
import { secretId } from './upstream'

const folders: string[] = []
/** Consoles that `closeAll` closes; a test that closes one itself removes it. */
export const openConsoles: { running: Running; store: Store }[] = []

/** Closes all consoles and removes their folders; call it after each test. */
export async function closeAll() {
  for (const { running, store } of openConsoles.splice(0)) {
    await running.close()
    await store.close()
  }
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true })
}

export function folder(): string {
  const newFolder = fs.mkdtempSync('/tmp/gantry-console-')
  folders.push(newFolder)
  return newFolder
}

export const password = 'correct horse'

/** Starts the console of a data folder on a free port, and opens its store. */
export async function startAndOpen(data: string, overrides = {}) {
  const env = {
    GANTRY_DATA: data,
    GANTRY_PORT: '0',
    GANTRY_CLOUD_PORT: '0',
    GANTRY_CLOUD_ADMIN_PORT: '0',
    GANTRY_ADMIN_PASSWORD: password,
    ...overrides,
  }
  const web = path.join(data, 'web')
  fs.mkdirSync(web, { recursive: true })
  fs.writeFileSync(path.join(web, 'index.html'), '<title>Gantry</title>')
  const store = await openStore({ folder: data })
  const running = await startConsole(readConfig(env), store, web, env)
  openConsoles.push({ running, store })
  const url = running.facts.find(([name]) => name === 'Console')?.[1] ?? ''
  return { running, store, url }
}

/** A signed-in client; `extraHeaders` are additional headers, such as those of a reverse proxy. */
export async function scriptOf(url: string, extraHeaders: Record<string, string> = {}) {
  const headers = {
    'Content-Type': 'application/json',
    'X-Gantry': '1',
    Origin: url,
    ...extraHeaders,
  }
  const post = (to: string, body: unknown, more = {}) =>
    fetch(`${url}${to}`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    })
  const session = await post('/api/session', { user: 'admin', password })
  const proofHeaders = await sessionHeaders(session)
  return async (
    action: string,
    params: object,
    account = 'embedded',
    region = 'gz',
    confirm?: string,
  ) => {
    const body = { account, region, params, confirm }
    const answer = await post(`/api/call/${action}`, body, proofHeaders)
    return { status: answer.status, text: await answer.text() }
  }
}

/** Writes an accounts file whose key is in a separate file. */
export function accountsIn(data: string, endpoint: string, key: string) {
  const file = path.join(data, 'accounts.json')
  const account = { name: 'prod', secretId, secretKey: { file: 'key' }, regions: ['gz', 'sh'] }
  fs.writeFileSync(file, JSON.stringify([{ ...account, endpoints: { ccs: endpoint } }]))
  const switchKey = (next: string) => fs.writeFileSync(path.join(data, 'key'), next)
  switchKey(key)
  return { env: { GANTRY_ACCOUNTS: file }, switchKey }
}
