import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { password } from '../proxy/startedConsole'
import type { ControlPlane } from './controlPlane'

const root = path.resolve(import.meta.dirname, '../../..')
// Inside node_modules, so that the bundle finds its packages.
const bundle = path.join(root, 'node_modules/.cache/gantry-killed-server')

/** Bundles the server as a release does. */
export const buildServer = () =>
  build({
    configFile: path.join(root, 'server/vite.config.ts'),
    root,
    logLevel: 'error',
    build: { outDir: bundle },
  })

/** Starts a console in its own process, by default with a database in its data folder. */
export async function startProcess(data: string, kubeconfig: string, databaseUrl?: string) {
  const child: ChildProcess = spawn(process.execPath, [path.join(bundle, 'main.js')], {
    cwd: data,
    env: {
      PATH: process.env.PATH ?? '',
      GANTRY_DATA: data,
      GANTRY_PORT: '0',
      GANTRY_CLOUD_PORT: '0',
      GANTRY_CLOUD_ADMIN_PORT: '0',
      GANTRY_ADMIN_PASSWORD: password,
      GANTRY_KUBECONFIG: kubeconfig,
      ...(databaseUrl !== undefined && { GANTRY_DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const [, found] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(output) ?? []
      if (output.includes('Gantry is ready.') && found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`the console ended: ${output}`)))
  })
  return {
    url,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/**
 * A proxy in front of the API server that withholds the requests for which `isHeld` is true, and
 * reports the first withheld request.
 */
export async function startHoldingProxy(
  { server, ca }: ControlPlane,
  isHeld: (method: string, url: string) => boolean,
) {
  let report = (): void => {}
  const firstHeld = new Promise<void>((resolve) => {
    report = resolve
  })
  const agent = new https.Agent({ ca, keepAlive: true })
  const proxy = http.createServer((request, response) => {
    const { method = '', url = '', headers } = request
    if (isHeld(method, url)) return report()
    const target = new URL(url, server)
    const forwarded = https.request(target, { method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    forwarded.on('error', () => response.destroy())
    response.on('close', () => forwarded.destroy())
    request.pipe(forwarded)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  return {
    server: `http://127.0.0.1:${port}`,
    held: firstHeld,
    close: async () => {
      proxy.closeAllConnections()
      agent.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}

export const newFolder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-killed-'))
