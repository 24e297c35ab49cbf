// node scripts/serverFolder.mjs <folder>: copies the built console with the packages that its
// server needs.
import { copyServer } from './lib/serverFolder.mjs'

const [, , target] = process.argv
if (!target) {
  process.stderr.write('Name the folder to copy to.\n')
  process.exit(1)
}
copyServer(target)
