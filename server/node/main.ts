import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createProxy } from '../proxy/app'
import { secure } from '../proxy/headers'
import type { Account, Store, Transport } from '../proxy/ports'
import { createAudit } from '../store/audit'
import { createCloudDocuments } from '../store/cloudDocuments'
import { openStore } from '../store/open'
import { createSessions } from '../store/sessions'
import { createUsers } from '../store/users'
import { plainAccounts, readAccounts } from './accounts'
import { type Config, ConfigError, hostsOf, readConfig } from './config'
import { embeddedAccount, openCloud } from './embedded'
import { ensureAdmin } from './firstAdmin'
import { type Listening, listen } from './http'
import { inProcess } from './inProcess'
import { cloudKeys, keyFile } from './keys'
import { log } from './log'
import { passwords } from './passwords'
import { createStatic } from './static'
import { createTransport } from './transport'

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../web')

const say = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`)

/** Works on until it is asked to stop, then finishes what is in flight. */
function stopOnSignal(listening: readonly Listening[], close: () => Promise<void>): void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await Promise.all(listening.map((one) => one.close()))
    await close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
}

async function startCloud(config: Config, db: Awaited<ReturnType<typeof openStore>>) {
  const keys = cloudKeys(config)
  const cloud = await openCloud(createCloudDocuments(db), keys, config)
  const { port } = config.cloud
  const listening = port === 0 ? [] : [await listen((one) => cloud.fetch(one), '127.0.0.1', port)]
  const lines = listening.map((one) => `Cloud     http://127.0.0.1:${one.port}/v2/index.php`)
  return { cloud, keys, listening, lines }
}

async function serveConsole(config: Config): Promise<void> {
  const db = await openStore(config.database)
  const store: Store = {
    users: createUsers(db),
    sessions: createSessions(db),
    audit: createAudit(db),
  }
  let accounts: Account[]
  let transport: Transport
  let [listening, lines, close]: [Listening[], string[], () => Promise<void>] = [
    [],
    [],
    async () => {},
  ]
  if (config.accounts === undefined) {
    const { cloud, keys, ...rest } = await startCloud(config, db)
    accounts = [embeddedAccount(keys)]
    transport = inProcess(cloud.fetch)
    listening = rest.listening
    lines = rest.lines
  } else {
    accounts = readAccounts(config.accounts, process.env)
    const outgoing = createTransport()
    transport = outgoing.transport
    close = outgoing.close
    const plain = plainAccounts(accounts)
    if (plain.length > 0) lines = [`Warning   no TLS to the endpoints of ${plain.join(', ')}`]
  }
  const password = await ensureAdmin(store, passwords, config.adminPassword, Date.now())
  const proxy = createProxy({
    accounts,
    transport,
    store,
    passwords,
    now: Date.now,
    randomBytes: (length) => randomBytes(length),
    log,
    hosts: hostsOf(config),
    ready: () =>
      store.users.list().then(
        () => true,
        () => false,
      ),
  })
  const files = createStatic(web)
  const own = await listen(
    async (request, address) => {
      const page = files(request)
      const isOurs = /^\/(api|healthz|readyz|metrics)(\/|$)/.test(new URL(request.url).pathname)
      return page && !isOurs ? secure(page, false) : proxy(request, { address, tls: false })
    },
    config.host,
    config.port,
  )
  const shown = config.host.includes(':') ? `[${config.host}]` : config.host
  say([
    `Gantry    http://${shown}:${own.port}`,
    'User      admin',
    `Password  ${password}`,
    ...lines,
  ])
  stopOnSignal([own, ...listening], async () => {
    await close()
    await db.destroy()
  })
}

async function serveCloud(config: Config): Promise<void> {
  const db = await openStore(config.database)
  const { keys, listening, lines } = await startCloud(config, db)
  say([...lines, `SecretId  ${keys.secretId}`, `SecretKey in ${keyFile(config.data)}`])
  stopOnSignal(listening, () => db.destroy())
}

const isTaken = (error: unknown): error is Error & { port: number } =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error

try {
  const config = readConfig(process.env)
  fs.mkdirSync(config.data, { recursive: true, mode: 0o700 })
  await (process.argv[2] === 'cloud' ? serveCloud(config) : serveConsole(config))
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else if (isTaken(error)) {
    process.stderr.write(
      `Port ${error.port} is taken. Stop what listens there, or choose another with GANTRY_PORT or GANTRY_CLOUD_PORT.\n`,
    )
  } else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}
