// npm run bench [-- name …]: measures on this machine; every file of scripts/bench is one
// measurement.
import fs from 'node:fs'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot } from './lib/paths.mjs'

await ensureInstalled()
if (!(await ensureBuilt())) process.exit(1)

const requested = process.argv.slice(2)
const names = fs
  .readdirSync(inRoot('scripts/bench'))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length))
const unknown = requested.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`No bench ${unknown.join(', ')}; there are ${names.join(', ')}.\n`)
  process.exit(1)
}

/** Prints a line of the report; `target` is empty for a figure without one. */
function report(label, value, target = '') {
  process.stdout.write(`  ${label.padEnd(58)}${String(value).padStart(12)}   ${target}\n`)
}

for (const name of requested.length > 0 ? requested : names.sort()) {
  process.stdout.write(`\n— ${name}\n`)
  const { bench } = await import(pathToFileURL(inRoot('scripts/bench', `${name}.mjs`)).href)
  await bench(report)
}
