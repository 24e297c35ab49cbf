// npm start: installs and builds if necessary, then starts the server. With `cloud`: the embedded
// cloud only.
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot } from './lib/paths.mjs'

await ensureInstalled()
if (!(await ensureBuilt())) process.exit(1)
await import(pathToFileURL(inRoot('dist/server/main.js')).href)
