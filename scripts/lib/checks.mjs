import { bin } from './paths.mjs'
import { run } from './run.mjs'

/** Static checks by name; each resolves with its exit code. */
export const checks = {
  types: () => run(bin('tsc'), ['-b']),
  'lint and format': () => run(bin('biome'), ['ci', '.']),
  'dead code': () => run(bin('knip'), ['--no-progress']),
}
