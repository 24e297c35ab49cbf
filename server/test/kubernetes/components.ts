import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as z from 'zod/mini'

const component = z.object({
  module: z.string(),
  /** Release of Kubernetes; absent in the other modules. */
  release: z.optional(z.string()),
  version: z.string(),
  programs: z.record(z.string(), z.string()),
})
const file = path.resolve(import.meta.dirname, '../../../scripts/kubernetes/components.json')
const allComponents = z.parse(z.array(component), JSON.parse(fs.readFileSync(file, 'utf8')))

const releases = allComponents.flatMap(({ release }) => release ?? [])
const tested = process.env.GANTRY_KUBERNETES_RELEASE || releases[0]
const components = allComponents.filter(
  ({ release }) => release === undefined || release === tested,
)

const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
const folder = process.env.GANTRY_COMPONENTS || path.join(cache, 'gantry', 'components')

/** Path of each program that `npm run kubernetes:build` has built, by name. */
export const programs: Readonly<Record<string, string>> = Object.fromEntries(
  components.flatMap(({ module, version, programs: names }) =>
    Object.keys(names).map((name) => [name, path.join(folder, `${module}-${version}`, name)]),
  ),
)

/** Path of KWOK's stages, which define how nodes and pods change their status. */
export const stages = path.join(path.dirname(programs.kwok ?? ''), 'stages.yaml')

/** Whether everything has been built. */
export const areBuilt = (): boolean =>
  [...Object.values(programs), stages].every((value) => fs.existsSync(value))
