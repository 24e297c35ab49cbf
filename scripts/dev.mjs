// npm run dev: the server on port 8080, rebuilt and restarted on change; the application on port
// 5173, with hot reload.
import { spawn } from 'node:child_process'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { bin, root } from './lib/paths.mjs'

await ensureInstalled()
if (!(await ensureBuilt())) process.exit(1)

const spawnInRoot = (command, args) => spawn(command, args, { cwd: root, stdio: 'inherit' })
const children = [
  spawnInRoot(bin('vite'), [
    'build',
    '--config',
    'server/vite.config.ts',
    '--watch',
    '--logLevel',
    'warn',
  ]),
  spawnInRoot(process.execPath, ['--watch', 'dist/server/main.js']),
  spawnInRoot(bin('vite'), []),
]

function stop() {
  for (const child of children) child.kill()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
