import type { TestProject } from 'vitest/node'
import { areBuilt } from './components'
import { type Plane, startControlPlane } from './controlPlane'

declare module 'vitest' {
  interface ProvidedContext {
    /** Null if the components have not been built. */
    plane: Plane | null
  }
}

/** One control plane for all tests of the project. */
export default async function setup({ provide }: TestProject) {
  if (!areBuilt()) {
    provide('plane', null)
    return undefined
  }
  const { plane, stop } = await startControlPlane()
  provide('plane', plane)
  return stop
}
