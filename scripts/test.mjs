// npm test: types, lint, dead code, unit, component and end-to-end tests; the last line counts all.
import { ensureBuilt } from './lib/build.mjs'
import { checks } from './lib/checks.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { createTotal } from './lib/total.mjs'

await ensureInstalled()
const { playwright, vitest } = await import('./lib/suites.mjs')
const { realNode } = await import('./lib/realNode.mjs')

const total = createTotal(process.env)

async function part(name, work, startedAt = Date.now()) {
  process.stdout.write(`\n— ${name}\n`)
  const result = await work()
  process.stdout.write(`  ${name}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`)
  return result
}

/** Counts a step that passes or fails as a whole as one test. */
const asTest = (name, ok) => ({ passed: ok ? 1 : 0, failed: ok ? [] : [name], skipped: [] })

for (const [name, check] of Object.entries(checks)) {
  total.add(name, asTest(name, (await part(name, check)) === 0))
}

// The tests on a control plane mostly wait for it, so they run beside the others.
const startedAt = Date.now()
const output = []
const controlPlane = vitest('kubernetes', { output })
total.add('unit and component', await part('unit and component', () => vitest('!kubernetes')))
const printed = async () => {
  const result = await controlPlane
  process.stdout.write(Buffer.concat(output))
  return result
}
total.add('control plane', await part('control plane', printed, startedAt))

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
