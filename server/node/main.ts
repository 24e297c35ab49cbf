import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../proxy/http/problem'
import type { Store } from '../store/open'
import { startEmbedded } from './backends/embedded'
import { type Config, readConfig } from './config/config'
import { ConfigError } from './config/configError'
import { passwords } from './crypto/passwords'
import { startConsole } from './start/console'
import { exampleCommand } from './start/example'
import { openConfiguredStore, verifyConfiguredAudit } from './start/openConfiguredStore'
import { requireDatabase, resetPassword, unlockSignIns } from './start/recovery'
import type { Running } from './start/running'

/** The application is built next to the server. */
const webFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../web')

/** Serves the endpoint without the console. */
async function startEndpointAlone(config: Config, store: Store): Promise<Running> {
  const { keys, url, facts, close } = await startEmbedded(config, store)
  if (url === undefined) {
    throw new ConfigError('GANTRY_CLOUD_PORT is 0; set it to the port of the endpoint.')
  }
  const location = keys.file ?? 'the variable GANTRY_CLOUD_SECRET_KEY'
  return {
    facts: [
      ['Endpoint', url],
      ['SecretId', keys.secretId],
      ['SecretKey', `in ${location}`],
      ...facts,
    ],
    more: exampleCommand(url, keys),
    close,
  }
}

/** On the first signal, finishes requests in flight and exits; on the second, exits at once. */
function stopOnSignal(running: Running, store: Store): void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) process.exit(1)
    isStopping = true
    await running.close()
    await store.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
}

function printReady({ facts, more = '' }: Running): void {
  const lines = facts.map(([name, value]) => `  ${name.padEnd(10)}${value}\n`)
  process.stdout.write(`Gantry is ready.\n\n${lines.join('')}\n${more}`)
}

/** Verifies the audit log; the exit code tells whether it is intact. */
async function checkAudit(config: Config, knownHash = process.argv[3]): Promise<never> {
  if (knownHash !== undefined && !/^[\da-f]{64}$/.test(knownHash)) {
    throw new ConfigError(
      `"${knownHash}" is not a hash that this command prints: 64 hexadecimal digits.`,
    )
  }
  const { entries, actions, unchained, deleted, head, faults } = await verifyConfiguredAudit(
    config,
    knownHash,
  )
  const lines = [
    ...faults.map((fault) => `  ${fault}`),
    `${entries} entries of ${actions} actions${unchained > 0 ? `, and ${unchained} rows from before the hash chain was introduced` : ''}`,
    ...(deleted > 0 ? [`${deleted} older entries were exported and deleted`] : []),
    `last hash  ${head}`,
    faults.length === 0
      ? 'The audit log is intact.'
      : 'The audit log is damaged or was tampered with.',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  process.exit(faults.length === 0 ? 0 : 2)
}

async function end(store: Store, text: string): Promise<never> {
  process.stdout.write(`${text}\n`)
  await store.close()
  process.exit(0)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  // This process creates files with keys, password hashes and the audit log.
  process.umask(0o077)
  const [, , command, target] = process.argv
  if (command === 'audit') return checkAudit(config)
  if (command === 'unlock' || command === 'password') requireDatabase(config)
  const store = await openConfiguredStore(config)
  if (command === 'unlock') return end(store, await unlockSignIns(store, target, Date.now()))
  if (command === 'password')
    return end(store, await resetPassword(store, passwords, target, Date.now()))
  const running =
    command === 'cloud'
      ? await startEndpointAlone(config, store)
      : await startConsole(config, store, webFolder, process.env)
  printReady(running)
  stopOnSignal(running, store)
}

function messageOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof Problem) return error.message
  if (!(error instanceof Error)) return String(error)
  const { code, port, address } = { code: '', port: '', address: '', ...error }
  const alternative =
    'set GANTRY_HOST, GANTRY_PORT, GANTRY_CLOUD_PORT or GANTRY_CLOUD_ADMIN_PORT to another'
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use. Stop the program that uses it, or ${alternative}.`
  if (code === 'EACCES') return `This user may not listen on port ${port}; ${alternative}.`
  if (/^(EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|EINVAL)$/.test(String(code))) {
    return `${address || process.env.GANTRY_HOST} is not an address of this machine; ${alternative}.`
  }
  return error.stack ?? error.message
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exit(1)
})
