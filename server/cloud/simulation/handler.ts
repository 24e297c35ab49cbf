import type { Action, DecodedOf, ResponseOf } from '../../../src/contract/action'
import type { Region } from '../../../src/contract/rules/regions'
import type { SimulationPorts } from './ports'
import type { World } from './world/world'

export interface Context extends Pick<SimulationPorts, 'random' | 'speed'> {
  world: World
  /** Time of the request on the world's clock; the world has been advanced to this time. */
  now: number
  region: Region
}

/**
 * Context of a lifecycle step. It has no random source: a step must give the same result whether
 * time is advanced once or in many parts, so steps hash IDs instead (hash.ts).
 */
export type StepContext = Pick<Context, 'world' | 'speed'>

/** Advances a resource when its `wakeAt` is due; must change or remove `wakeAt`. */
export type Step<T> = (resource: T, at: number, context: StepContext) => void

/**
 * Handles one action: reads and changes the world. Throws ApiError to refuse the request, which
 * reverts all changes.
 */
export type Handler<A extends Action> = (params: DecodedOf<A>, context: Context) => ResponseOf<A>

/** A handler for each action that one module of the contract exports. */
export type Handlers<Module> = {
  [N in keyof Module as Module[N] extends Action ? N : never]: Module[N] extends Action
    ? Handler<Module[N]>
    : never
}
