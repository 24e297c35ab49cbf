import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as z from 'zod/mini'
import { freePort } from '../../server/test/network/freePort'
import { flatten } from '../../server/wire/flatten'
import { sign } from '../../server/wire/sign'
import type { ResponseOf } from '../../src/contract/action'
import type { ActionName, Actions } from '../../src/contract/index'
import { dataOf } from './script'
import { secretId, secretKey } from './server'

export interface CloudAlone {
  /** URL of the endpoint. */
  url: string
  admin: string
  data: string
  /** Everything written to standard output so far. */
  output: () => string
  stop: () => Promise<void>
  kill: () => Promise<void>
}

/**
 * Starts the simulation alone, as `npm run cloud` does; with the `data` of an earlier process, it
 * continues that process's world.
 */
export async function startCloudAlone({
  env = {},
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-cloud-')),
}: {
  env?: Record<string, string>
  data?: string
} = {}): Promise<CloudAlone> {
  const [port, adminPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, ['dist/server/main.js', 'cloud'], {
    env: {
      PATH: process.env.PATH ?? '',
      GANTRY_DATA: data,
      GANTRY_CLOUD_PORT: String(port),
      GANTRY_CLOUD_ADMIN_PORT: String(adminPort),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const endProcess = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('Gantry is ready.')) resolve()
    })
    child.once('exit', () => reject(new Error(`the cloud ended:\n${text}`)))
  })
  return {
    url: `http://127.0.0.1:${port}/v2/index.php`,
    admin: `http://127.0.0.1:${adminPort}`,
    data,
    output: () => text,
    stop: () => endProcess('SIGTERM'),
    kill: () => endProcess('SIGKILL'),
  }
}

/** The keys with which `signedCall` signs. */
export const knownKeys = {
  GANTRY_CLOUD_SECRET_ID: secretId,
  GANTRY_CLOUD_SECRET_KEY: secretKey,
}

const envelope = z.looseObject({ code: z.number(), data: z.optional(z.unknown()) })

/** Calls an action like any API client; throws on an error and on an incomplete response. */
export async function signedCall<N extends ActionName>(
  url: string,
  action: N,
  params: object,
): Promise<ResponseOf<Actions[N]>> {
  const allParams = {
    ...flatten(params),
    Action: action,
    Region: 'gz',
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: String(Math.floor(Math.random() * 2 ** 40)),
    SecretId: secretId,
    SignatureMethod: 'HmacSHA256',
  }
  const { host } = new URL(url)
  const signature = await sign({ method: 'POST', host, params: allParams, secretKey })
  const body = new URLSearchParams({ ...allParams, Signature: signature })
  const answer = await fetch(url, { method: 'POST', body })
  const response = z.parse(envelope, await answer.json())
  if (response.code !== 0) throw new Error(`${action}: ${JSON.stringify(response)}`)
  return dataOf(action, response.data ?? {})
}
