// npm run e2e [-- file …]: the end-to-end tests alone.
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'

await ensureInstalled()
const { playwright } = await import('./lib/suites.mjs')
if (!(await ensureBuilt())) process.exit(1)
const { failed } = await playwright(process.argv.slice(2))
process.exit(failed === 0 ? 0 : 1)
