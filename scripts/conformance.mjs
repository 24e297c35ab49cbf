// npm run conformance -- <endpoint>: checks an endpoint of the API against the API document.
import { pathToFileURL } from 'node:url'
import { ensureInstalled } from './lib/install.mjs'
import { bin, inRoot } from './lib/paths.mjs'
import { run } from './lib/run.mjs'

await ensureInstalled()
const args = ['build', '--config', 'server/conformance/vite.config.ts', '--logLevel', 'warn']
if ((await run(bin('vite'), args)) !== 0) process.exit(1)
await import(pathToFileURL(inRoot('dist/conformance/main.js')).href)
