// npm test: types, lint, dead code, unit, component and end-to-end tests; one line at the end over all.
import { ensureBuilt } from './lib/build.mjs'
import { checks } from './lib/checks.mjs'
import { ensureInstalled } from './lib/install.mjs'

await ensureInstalled()
const { playwright, vitest } = await import('./lib/suites.mjs')

const total = { passed: 0, failed: 0, skipped: 0 }
const broken = []

function add(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key]
  if (counts.failed > 0) broken.push(name)
}

async function part(name, work) {
  process.stdout.write(`\n— ${name}\n`)
  const began = Date.now()
  const ok = await work()
  process.stdout.write(`  ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s\n`)
  return ok
}

for (const [name, check] of Object.entries(checks)) {
  const ok = (await part(name, check)) === 0
  add(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
}
add('unit and component', await part('unit and component', () => vitest()))

// Without a build the end-to-end tests cannot run, which counts as a failure.
const built = await part('build', ensureBuilt)
add('build', { passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 })
add(
  'end to end',
  built ? await part('end to end', () => playwright()) : { passed: 0, failed: 1, skipped: 0 },
)

if (broken.length > 0) process.stdout.write(`\nFailed in: ${broken.join(', ')}\n`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`)
process.exit(total.failed === 0 ? 0 : 1)
