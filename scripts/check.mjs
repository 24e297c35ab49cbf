// npm run check: types, lint, format, dead code.
import { checks } from './lib/checks.mjs'
import { ensureInstalled } from './lib/install.mjs'

await ensureInstalled()
let failed = 0
for (const [name, check] of Object.entries(checks)) {
  process.stdout.write(`— ${name}\n`)
  if ((await check()) !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
