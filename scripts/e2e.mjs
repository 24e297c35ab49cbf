// npm run e2e [-- file …]: the end-to-end tests alone; npm run e2e:node: those on a real node.
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'

await ensureInstalled()
const { playwright } = await import('./lib/suites.mjs')
const { realNode } = await import('./lib/realNode.mjs')
if (!(await ensureBuilt())) process.exit(1)
const args = process.argv.slice(2)
const { failed } = args[0] === '--node' ? await realNode(args.slice(1)) : await playwright(args)
for (const title of failed) process.stderr.write(`Failed: ${title}\n`)
process.exit(failed.length === 0 ? 0 : 1)
