// npm test: types, lint, dead code, unit, component and end-to-end tests; the last line counts all.
import { ensureBuilt } from './lib/build.mjs'
import { checks } from './lib/checks.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { createTotal } from './lib/total.mjs'

await ensureInstalled()
const { playwright, vitest } = await import('./lib/suites.mjs')
const { realNode } = await import('./lib/realNode.mjs')

const total = createTotal(process.env)

async function part(name, work) {
  process.stdout.write(`\n— ${name}\n`)
  const startedAt = Date.now()
  const result = await work()
  process.stdout.write(`  ${name}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`)
  return result
}

/** Counts a step that passes or fails as a whole as one test. */
const asTest = (name, ok) => ({ passed: ok ? 1 : 0, failed: ok ? [] : [name], skipped: [] })

for (const [name, check] of Object.entries(checks)) {
  total.add(name, asTest(name, (await part(name, check)) === 0))
}
total.add('unit and component', await part('unit and component', () => vitest()))

// Without a build, the end-to-end tests cannot run and count as failed.
const built = await part('build', ensureBuilt)
total.add('build', asTest('build', built))
for (const [name, suite] of [
  ['end to end', playwright],
  ['real node', realNode],
]) {
  total.add(
    name,
    built ? await part(name, () => suite()) : asTest(`${name}, without a build`, false),
  )
}

process.stdout.write(`\n${total.lines().join('\n')}\n`)
process.exit(total.hasFailed() ? 1 : 0)
