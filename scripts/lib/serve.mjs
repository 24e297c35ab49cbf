import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from './paths.mjs'

/** Starts the built console with the demo world on a free port; resolves once it is ready. */
export async function startBuilt(data, env = {}) {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      GANTRY_PORT: '0',
      GANTRY_CLOUD_PORT: '0',
      GANTRY_CLOUD_ADMIN_PORT: '0',
      GANTRY_DATA: data,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const url = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      text += chunk
      const match = /Console\s+(http\S+)/.exec(text)
      if (match) resolve(match[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(`the server ended:\n${text}`)))
  })
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}
