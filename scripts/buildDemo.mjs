// npm run build:demo: builds the console without a server to dist/demo, for any static file host.
import fs from 'node:fs'
import { ensureInstalled } from './lib/install.mjs'
import { bin, inRoot } from './lib/paths.mjs'
import { run } from './lib/run.mjs'

await ensureInstalled()
const args = ['build', '--config', 'server/browser/vite.config.ts', '--logLevel', 'warn']
const code = await run(bin('vite'), args)
// Static hosts serve this page for unknown paths.
if (code === 0) fs.copyFileSync(inRoot('dist/demo/index.html'), inRoot('dist/demo/404.html'))
process.exit(code)
