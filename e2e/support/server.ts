import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../../server/test/network/freePort'

/** Fixed credentials of the embedded account, which tests search for in responses and logs. */
export const secretId = 'AKIDe2eTestOnlySecretIdentifier0001'
export const secretKey = 'e2eTestOnlySecretKeyNeverToBeSeen01'
export const adminPassword = 'correct horse battery staple'

export interface Server {
  /** Origin of the console, without a trailing slash. */
  url: string
  /** URL of the simulation's endpoint. */
  cloud: string
  /** Origin of the simulation's administration. */
  admin: string
  /** The data folder, which survives a restart. */
  data: string
  /** Everything written to standard output and error so far. */
  log: () => string
  /** Sends SIGTERM and waits for the process to end. */
  stop: () => Promise<void>
  /** Ends the process with SIGKILL. */
  kill: () => Promise<void>
  /** Null unless the process has ended by itself. */
  exitCode: () => number | null
}

async function untilHealthy(url: string, child: ChildProcess, log: () => string) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended:\n${log()}`)
    const healthy = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (healthy) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Starts the built server on free ports; `data` of an earlier one continues its state. */
export async function startServer({
  env = {},
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-e2e-')),
}: {
  env?: Record<string, string>
  data?: string
} = {}): Promise<Server> {
  const port = env.GANTRY_PORT ?? (await freePort())
  const [cloudPort, adminPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: {
      PATH: process.env.PATH ?? '',
      GANTRY_PORT: String(port),
      GANTRY_DATA: data,
      GANTRY_ADMIN_PASSWORD: adminPassword,
      GANTRY_CLOUD_PORT: String(cloudPort),
      GANTRY_CLOUD_ADMIN_PORT: String(adminPort),
      GANTRY_CLOUD_SECRET_ID: secretId,
      GANTRY_CLOUD_SECRET_KEY: secretKey,
      GANTRY_CLOUD_SPEED: '20',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const appendOutput = (chunk: Buffer) => {
    text += chunk.toString('utf8')
  }
  child.stdout.on('data', appendOutput)
  child.stderr.on('data', appendOutput)
  const log = () => text
  const endProcess = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  const url = `http://127.0.0.1:${port}`
  await untilHealthy(url, child, log)
  return {
    url,
    cloud: `http://127.0.0.1:${cloudPort}/v2/index.php`,
    admin: `http://127.0.0.1:${adminPort}`,
    data,
    log,
    stop: () => endProcess('SIGTERM'),
    kill: () => endProcess('SIGKILL'),
    exitCode: () => child.exitCode,
  }
}
