import './node.mjs'
import fs from 'node:fs'
import { isInstalled } from './installed.mjs'
import { inRoot } from './paths.mjs'
import { run } from './run.mjs'
import { digest, readStamp, writeStamp } from './stamp.mjs'

const stamp = 'node_modules/.gantry-installed'

const readJson = (file) =>
  fs.existsSync(inRoot(file)) ? JSON.parse(fs.readFileSync(inRoot(file), 'utf8')) : undefined

/** Installs the lock file's packages unless already done; exits on failure. */
export async function ensureInstalled() {
  const current = digest(['package-lock.json'])
  if (readStamp(stamp) === current) return
  if (isInstalled(readJson('package-lock.json'), readJson('node_modules/.package-lock.json'))) {
    writeStamp(stamp, current)
    return
  }
  process.stdout.write('Installing packages …\n')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    process.stderr.write('npm ci failed: see above.\n')
    process.exit(1)
  }
  writeStamp(stamp, current)
}
