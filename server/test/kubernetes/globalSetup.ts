import type { TestProject } from 'vitest/node'
import { areBuilt } from './components'
import { type ControlPlane, startControlPlane } from './controlPlane'

declare module 'vitest' {
  interface ProvidedContext {
    /** Null if the components have not been built. */
    controlPlane: ControlPlane | null
  }
}

/** One control plane for all tests of the project. */
export default async function setup({ provide }: TestProject) {
  if (!areBuilt()) {
    provide('controlPlane', null)
    return undefined
  }
  const { controlPlane, stop } = await startControlPlane()
  provide('controlPlane', controlPlane)
  return stop
}
