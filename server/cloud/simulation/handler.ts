import type { Action, DecodedOf, ResponseOf } from '../../../src/contract/action'
import type { Region } from '../../../src/contract/rules/regions'
import type { SimulationPorts } from './ports'
import type { World } from './world/world'

export interface Context extends Pick<SimulationPorts, 'random' | 'speed'> {
  world: World
  /** The one moment at which the whole request happens; the world has been advanced to it. */
  now: number
  region: Region
}

/**
 * What a step of a lifecycle may use. No randomness: a step must come to the same whether time has
 * passed in one leap or in many small ones, so it draws from a hash of ids instead (hash.ts).
 */
export type StepContext = Pick<Context, 'world' | 'speed'>

/** What happens to a thing at the time it asked to be looked at; must move or drop its `wakeAt`. */
export type Step<T> = (thing: T, at: number, context: StepContext) => void

/** Answers one action by reading and changing the world; throws ApiError to refuse, which changes nothing. */
export type Handler<A extends Action> = (params: DecodedOf<A>, context: Context) => ResponseOf<A>

/** One handler for every action that a file of the contract exports. */
export type Handlers<Module> = {
  [N in keyof Module as Module[N] extends Action ? N : never]: Module[N] extends Action
    ? Handler<Module[N]>
    : never
}
