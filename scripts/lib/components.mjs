import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inRoot } from './paths.mjs'

const all = JSON.parse(fs.readFileSync(inRoot('scripts/kubernetes/components.json'), 'utf8'))

/** Releases of Kubernetes that can be built; the first is the default. */
const releases = all.flatMap(({ release }) => release ?? [])

/**
 * The Go modules of `scripts/kubernetes`, with the programs that are built from them, for one
 * release of Kubernetes.
 */
export function componentsOf(release = process.env.GANTRY_KUBERNETES_RELEASE || releases[0]) {
  if (!releases.includes(release)) {
    throw new Error(`Kubernetes ${release} cannot be built; there are ${releases.join(' and ')}.`)
  }
  return all.filter((item) => item.release === undefined || item.release === release)
}

const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
const folder = process.env.GANTRY_COMPONENTS || path.join(cache, 'gantry', 'components')

/** Folder into which the programs of a module are built. */
export const folderOf = ({ module, version }) => path.join(folder, `${module}-${version}`)

/** Paths of the programs that have not been built. */
export const missingComponents = () =>
  componentsOf()
    .flatMap((component) =>
      Object.keys(component.programs).map((name) => path.join(folderOf(component), name)),
    )
    .filter((file) => !fs.existsSync(file))
