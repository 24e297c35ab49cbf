// npm run build: the web application to dist/web, the server to dist/server.
import { build } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'

await ensureInstalled()
process.exit((await build()) ? 0 : 1)
