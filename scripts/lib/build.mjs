import { bin } from './paths.mjs'
import { run } from './run.mjs'
import { digest, readStamp, writeStamp } from './stamp.mjs'

const stamp = 'dist/.built'
const sources = [
  'index.html',
  'package-lock.json',
  'public',
  'server',
  'src',
  'tsconfig.base.json',
  'vite.config.ts',
]
const isTest = (file) => /\.test\.tsx?$/.test(file)

/** Builds the web application and the server; true on success. */
export async function build() {
  const current = digest(sources, isTest)
  const vite = bin('vite')
  if ((await run(vite, ['build', '--logLevel', 'warn'])) !== 0) return false
  const server = ['build', '--config', 'server/vite.config.ts', '--logLevel', 'warn']
  if ((await run(vite, server)) !== 0) return false
  writeStamp(stamp, current)
  return true
}

/** Builds if the sources have changed since the last build; true if a current build exists. */
export async function ensureBuilt() {
  if (readStamp(stamp) === digest(sources, isTest)) return true
  process.stdout.write('Building …\n')
  return build()
}
