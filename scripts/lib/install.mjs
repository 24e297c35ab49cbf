import './node.mjs'
import { run } from './run.mjs'
import { digest, readStamp, writeStamp } from './stamp.mjs'

const stamp = 'node_modules/.gantry-installed'

/** Installs the lock file's packages unless already done; exits on failure. */
export async function ensureInstalled() {
  const current = digest(['package-lock.json'])
  if (readStamp(stamp) === current) return
  process.stdout.write('Installing packages …\n')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    process.stderr.write('npm ci failed: see above.\n')
    process.exit(1)
  }
  writeStamp(stamp, current)
}
