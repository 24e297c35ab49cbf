import fs from 'node:fs'
import path from 'node:path'
import { inRoot } from './paths.mjs'

/** Package names in the imports of a bundled file; `node:` and relative imports are left out. */
function packagesIn(code) {
  const specifiers = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"'.:][^"':]*)["']/g)
  return [...specifiers].map(([, name]) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
}

/** Folder of an installed package, as Node resolves it from another package's folder. */
function resolveFrom(folder, name) {
  for (let at = folder; ; at = path.posix.dirname(at)) {
    const candidate = path.posix.join(at === '.' ? '' : at, 'node_modules', name)
    if (fs.existsSync(inRoot(candidate, 'package.json'))) return candidate
    if (at === '.') return undefined
  }
}

/** Folders of the packages that the built server needs, its packages' dependencies included. */
function serverPackages() {
  const built = fs
    .readdirSync(inRoot('dist/server'), { recursive: true })
    .filter((name) => name.endsWith('.js'))
  const direct = built.flatMap((name) =>
    packagesIn(fs.readFileSync(inRoot('dist/server', name), 'utf8')),
  )
  const folders = new Set()
  function add(from, name, isOptional) {
    const folder = resolveFrom(from, name)
    if (folder === undefined && isOptional) return
    if (folder === undefined) throw new Error(`The package ${name} is not installed.`)
    if (folders.has(folder)) return
    folders.add(folder)
    const manifest = JSON.parse(fs.readFileSync(inRoot(folder, 'package.json'), 'utf8'))
    for (const next of Object.keys(manifest.optionalDependencies ?? {})) add(folder, next, true)
    for (const next of Object.keys(manifest.dependencies ?? {})) {
      add(folder, next, next in (manifest.optionalDependencies ?? {}))
    }
  }
  for (const name of new Set(direct)) add('.', name, false)
  return folders
}

/** Copies the built console to an empty folder, with only the packages that its server needs. */
export function copyServer(target) {
  fs.mkdirSync(target, { recursive: true })
  fs.cpSync(inRoot('dist'), path.join(target, 'dist'), { recursive: true })
  fs.copyFileSync(inRoot('package.json'), path.join(target, 'package.json'))
  for (const folder of serverPackages()) {
    fs.cpSync(inRoot(folder), path.join(target, folder), {
      recursive: true,
      // A nested package is copied only if it is needed.
      filter: (file) => path.basename(file) !== 'node_modules',
    })
  }
}
