import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inRoot } from './paths.mjs'

/** The Go modules of `scripts/kubernetes`, with the programs that are built from them. */
export const components = JSON.parse(
  fs.readFileSync(inRoot('scripts/kubernetes/components.json'), 'utf8'),
)

const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
const folder = process.env.GANTRY_COMPONENTS || path.join(cache, 'gantry', 'components')

/** Folder into which the programs of a module are built. */
export const folderOf = ({ module, version }) => path.join(folder, `${module}-${version}`)

/** Paths of the programs that have not been built. */
export const missingComponents = () =>
  components
    .flatMap((component) =>
      Object.keys(component.programs).map((name) => path.join(folderOf(component), name)),
    )
    .filter((file) => !fs.existsSync(file))
